package io.github.smallwright.orchestration.graph;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * The most that one run, with everything below it, may use. An empty limit does not bind.
 *
 * @param tokens tokens read and written
 * @param money US dollars
 * @param calls calls of models
 * @param time wall time from the run's start
 */
public record BudgetLimits(
        Optional<Long> tokens, Optional<BigDecimal> money, Optional<Integer> calls, Optional<Duration> time) {

    /** No limit at all. */
    public static BudgetLimits none() {
        return new BudgetLimits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
