package io.github.smallwright.orchestration.journal;

import io.github.smallwright.orchestration.run.RunEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** The events of one run, and the readers that follow it. */
final class RunLog {

    private final List<RunEvent> events = new ArrayList<>(32);
    private final Map<String, String> contents = new HashMap<>(8);
    private final List<Reader> readers = new ArrayList<>(0);

    /** Appends if this many events are there, and says how many there were. */
    long append(long expectedSeq, List<RunEvent> batch, Map<String, String> content) {
        List<Reader> awake = List.of();
        synchronized (this) {
            if (events.size() != expectedSeq) {
                return events.size();
            }
            contents.putAll(content);
            events.addAll(batch);
            if (!readers.isEmpty()) {
                awake = List.copyOf(readers);
            }
        }
        awake.forEach(Reader::drain);
        return expectedSeq;
    }

    synchronized @Nullable String content(String digest) {
        return contents.get(digest);
    }

    Flux<RunEvent> read(long fromSeq) {
        return Flux.create(
                sink -> {
                    Reader reader = new Reader(sink, fromSeq);
                    synchronized (this) {
                        readers.add(reader);
                    }
                    sink.onDispose(() -> forget(reader));
                    sink.onRequest(n -> reader.drain());
                },
                FluxSink.OverflowStrategy.ERROR);
    }

    private synchronized void forget(Reader reader) {
        readers.remove(reader);
    }

    private synchronized @Nullable RunEvent at(long seq) {
        return seq < events.size() ? events.get((int) seq) : null;
    }

    /** A subscriber with its cursor. It reads only what was requested, on the thread that appends or requests. */
    private final class Reader {
        private final FluxSink<RunEvent> sink;
        private final AtomicInteger wanted = new AtomicInteger();
        private long next;

        Reader(FluxSink<RunEvent> sink, long next) {
            this.sink = sink;
            this.next = next;
        }

        void drain() {
            if (wanted.getAndIncrement() != 0) {
                return;
            }
            int missed = 1;
            do {
                RunEvent event;
                while (sink.requestedFromDownstream() > 0 && !sink.isCancelled() && (event = at(next)) != null) {
                    next++;
                    sink.next(event);
                    if (event instanceof RunEvent.RunEnded) {
                        sink.complete();
                    }
                }
                missed = wanted.addAndGet(-missed);
            } while (missed != 0);
        }
    }
}
