package io.github.smallwright.orchestration.engine;

import io.github.smallwright.orchestration.run.LiveSignal;
import io.github.smallwright.orchestration.run.Outcome;
import io.github.smallwright.orchestration.run.RunEvent;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One execution of a graph, already under way. Thread-safe. */
public interface Run {

    /** The run's id. */
    String id();

    /** Its end; never errors, replayed to late subscribers. Cancelling the subscription leaves the run alone. */
    Mono<Outcome> outcome();

    /** All events from the first on, lossless, until the run has ended; a slow subscriber costs the run nothing. */
    Flux<RunEvent> events();

    /** Drafts from the moment of subscription on, conflated per attempt for a slow subscriber; ends with the run. */
    Flux<LiveSignal> signals();

    /** Stops the run; what goes on is told to stop. Does nothing after the end. */
    void cancel(String why);

    /**
     * Waits for the outcome.
     *
     * @throws IllegalStateException if it has not come within the limit; the run goes on
     */
    Outcome await(Duration limit);
}
