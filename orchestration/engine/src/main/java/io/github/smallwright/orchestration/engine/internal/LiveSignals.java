package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.agents.TaskId;
import io.github.smallwright.orchestration.run.LiveSignal;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** Hands live signals to whoever listens; with nobody listening it does nothing. Thread-safe. */
final class LiveSignals {

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    Flux<LiveSignal> flux() {
        return Flux.create(
                sink -> {
                    Listener listener = new Listener(sink);
                    listeners.add(listener);
                    sink.onDispose(() -> listeners.remove(listener));
                    sink.onRequest(n -> listener.drain());
                    if (ended) {
                        sink.complete();
                    }
                },
                FluxSink.OverflowStrategy.ERROR);
    }

    void draft(TaskId task, String text) {
        for (Listener listener : listeners) {
            listener.add(new LiveSignal.Draft(task, text));
        }
    }

    void restarted(TaskId task) {
        for (Listener listener : listeners) {
            listener.add(new LiveSignal.Restarted(task));
        }
    }

    void end() {
        ended = true;
        listeners.forEach(Listener::drain);
    }

    /** One subscriber: what it has not yet taken is conflated. */
    private final class Listener {
        private final FluxSink<LiveSignal> sink;
        private final ArrayDeque<LiveSignal> waiting = new ArrayDeque<>();
        private final AtomicInteger wanted = new AtomicInteger();

        Listener(FluxSink<LiveSignal> sink) {
            this.sink = sink;
        }

        void add(LiveSignal signal) {
            synchronized (waiting) {
                LiveSignal last = waiting.peekLast();
                if (last instanceof LiveSignal.Draft before
                        && signal instanceof LiveSignal.Draft more
                        && before.task().equals(more.task())) {
                    waiting.removeLast();
                    waiting.add(new LiveSignal.Draft(more.task(), before.text() + more.text()));
                } else {
                    waiting.add(signal);
                }
            }
            drain();
        }

        void drain() {
            if (wanted.getAndIncrement() != 0) {
                return;
            }
            int missed = 1;
            do {
                boolean empty = false;
                while (!empty && sink.requestedFromDownstream() > 0 && !sink.isCancelled()) {
                    LiveSignal next;
                    synchronized (waiting) {
                        next = waiting.poll();
                    }
                    empty = next == null;
                    if (next != null) {
                        sink.next(next);
                    }
                }
                if (ended && empty) {
                    sink.complete();
                }
                missed = wanted.addAndGet(-missed);
            } while (missed != 0);
        }
    }
}
