package io.github.smallwright.orchestration.bus;

import io.github.smallwright.agents.Agent;
import io.github.smallwright.agents.Signal;
import io.github.smallwright.agents.Task;
import io.github.smallwright.agents.TaskId;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** What one handler is working on, never more than its demand. */
final class Mailbox {

    private final int demand;
    private final Agent handler;
    private final Queue<Sinks.Empty<Void>> waiting = new ArrayDeque<>();
    private final Map<TaskId, Sinks.Empty<Void>> stops = new ConcurrentHashMap<>();
    private int open;

    Mailbox(int demand, Agent handler) {
        if (demand < 1) {
            throw new IllegalArgumentException("demand must be >= 1, got " + demand);
        }
        this.demand = demand;
        this.handler = handler;
    }

    Flux<Signal> ask(Task task) {
        if (demand == Integer.MAX_VALUE) {
            return handler.handle(task);
        }
        return Flux.usingWhen(
                Flux.defer(this::place).then(reactor.core.publisher.Mono.just(task)),
                admitted -> stoppable(admitted),
                admitted -> reactor.core.publisher.Mono.fromRunnable(this::leave));
    }

    private Flux<Signal> stoppable(Task task) {
        Sinks.Empty<Void> stop = Sinks.empty();
        stops.put(task.id(), stop);
        return handler.handle(task).takeUntilOther(stop.asMono()).doFinally(end -> stops.remove(task.id(), stop));
    }

    void cancel(TaskId task) {
        Sinks.Empty<Void> stop = stops.remove(task);
        if (stop != null) {
            stop.tryEmitError(new CancellationException("Task '%s' was cancelled".formatted(task)));
        }
    }

    private Flux<Void> place() {
        synchronized (this) {
            if (open < demand) {
                open++;
                return Flux.empty();
            }
            Sinks.Empty<Void> turn = Sinks.empty();
            waiting.add(turn);
            return turn.asMono().flux().doOnCancel(() -> giveUp(turn));
        }
    }

    private void giveUp(Sinks.Empty<Void> turn) {
        boolean wasWaiting;
        synchronized (this) {
            wasWaiting = waiting.remove(turn);
        }
        if (!wasWaiting) {
            leave();
        }
    }

    private void leave() {
        Sinks.@Nullable Empty<Void> next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                open--;
            }
        }
        if (next != null) {
            next.tryEmitEmpty();
        }
    }
}
