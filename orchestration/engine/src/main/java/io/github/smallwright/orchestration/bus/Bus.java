package io.github.smallwright.orchestration.bus;

import io.github.smallwright.agents.Agent;
import io.github.smallwright.agents.Signal;
import io.github.smallwright.agents.Task;
import io.github.smallwright.agents.TaskId;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** The one seam between the runner and the agents. Thread-safe. */
public interface Bus {

    /**
     * Sends a task and listens for its signals. Nothing is sent before subscription; cancelling stops the work as
     * {@link #cancel} does. Errors: {@link UndeliverableException} if nobody serves the address, else the agent's own.
     */
    Flux<Signal> ask(Address address, Task task);

    /**
     * Serves an address until disposed.
     *
     * @param demand tasks at once, at least 1; no more are ever handed over, further ones wait with whoever asks
     * @throws IllegalStateException if the address is served already
     */
    Disposable serve(Address address, int demand, Agent handler);

    /** Stops the work on a task, if there is any. */
    void cancel(TaskId task);

    /** Nobody serves the address. */
    final class UndeliverableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        public UndeliverableException(Address address) {
            super("Nobody serves the address '%s'".formatted(address));
        }
    }
}
