package io.github.smallwright.orchestration.journal;

import io.github.smallwright.orchestration.run.RunEvent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A journal that lasts as long as the process. It keeps all runs that go on and the last few that have ended; appending
 * completes on the caller's thread.
 */
public final class InMemoryJournal implements Journal {

    private final Map<String, RunLog> logs = new ConcurrentHashMap<>();
    private final ArrayDeque<String> ended = new ArrayDeque<>();
    private final int keepEnded;

    private InMemoryJournal(int keepEnded) {
        this.keepEnded = keepEnded;
    }

    /** Keeps the last 64 ended runs. */
    public static InMemoryJournal create() {
        return new InMemoryJournal(64);
    }

    /** Keeps this many ended runs, 0 or more. */
    public static InMemoryJournal keeping(int endedRuns) {
        if (endedRuns < 0) {
            throw new IllegalArgumentException("endedRuns must be >= 0, got " + endedRuns);
        }
        return new InMemoryJournal(endedRuns);
    }

    @Override
    public Mono<Void> append(String run, long expectedSeq, List<RunEvent> events, Map<String, String> content) {
        RunLog log = logs.computeIfAbsent(run, key -> new RunLog());
        long actual = log.append(expectedSeq, events, content);
        if (actual != expectedSeq) {
            return Mono.error(new OvertakenException(run, expectedSeq, actual));
        }
        if (events.get(events.size() - 1) instanceof RunEvent.RunEnded) {
            forgetOldest(run);
        }
        return Mono.empty();
    }

    private void forgetOldest(String run) {
        synchronized (ended) {
            ended.add(run);
            while (ended.size() > keepEnded) {
                logs.remove(ended.remove());
            }
        }
    }

    @Override
    public Flux<RunEvent> read(String run, long fromSeq) {
        return Flux.defer(() -> {
            RunLog log = logs.get(run);
            return log == null ? Flux.empty() : log.read(fromSeq);
        });
    }

    @Override
    public Mono<String> content(String run, String digest) {
        return Mono.fromSupplier(() -> {
            RunLog log = logs.get(run);
            return log == null ? null : log.content(digest);
        });
    }
}
