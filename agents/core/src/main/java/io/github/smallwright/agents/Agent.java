package io.github.smallwright.agents;

import reactor.core.publisher.Flux;

/** Does one kind of task. Implementations are thread-safe and keep nothing between tasks. */
@FunctionalInterface
public interface Agent {

    /**
     * Works on one task. Nothing happens before subscription; signals may come on any thread, one at a time; the Flux
     * ends after exactly one {@link Reply}, or with an error if the call failed. Cancelling stops the work, also within a
     * model that is decoding.
     */
    Flux<Signal> handle(Task task);
}
