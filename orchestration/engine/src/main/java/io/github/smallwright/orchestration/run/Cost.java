package io.github.smallwright.orchestration.run;

import io.github.smallwright.agents.Usage;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * What a run cost, with everything below it.
 *
 * @param calls calls of models that were sent
 * @param usage tokens of these calls
 * @param money US dollars, 0 for models without a price
 * @param time wall time from start to end
 */
public record Cost(int calls, Usage usage, BigDecimal money, Duration time) {}
