package io.github.smallwright.orchestration.journal;

import io.github.smallwright.orchestration.run.RunEvent;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the events of runs and the content that they name. Thread-safe; one writer for each run at a time. */
public interface Journal {

    /**
     * Appends one batch, all of it or nothing.
     *
     * @param run the run
     * @param expectedSeq how many events the run has so far: a writer that was overtaken fails with
     *     {@link OvertakenException} and must stop
     * @param events at least one
     * @param content by digest, kept before the events that name it
     */
    Mono<Void> append(String run, long expectedSeq, List<RunEvent> events, Map<String, String> content);

    /**
     * The run's events from this position on, then those to come, until {@link RunEvent.RunEnded}. A slow reader lags and
     * costs the run nothing. Empty for an unknown run.
     */
    Flux<RunEvent> read(String run, long fromSeq);

    /** The content of this digest, or empty. */
    Mono<String> content(String run, String digest);

    /** Somebody else has appended to the run. */
    final class OvertakenException extends RuntimeException {
        private static final long serialVersionUID = 1;

        public OvertakenException(String run, long expectedSeq, long actualSeq) {
            super("Run '%s' has %d events where %d were expected: another process drives it"
                    .formatted(run, actualSeq, expectedSeq));
        }
    }
}
