package io.github.smallwright.orchestration.engine.internal;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.smallwright.agents.Agent;
import io.github.smallwright.agents.Signal;
import io.github.smallwright.agents.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * Leaves a model alone for a while after its calls have failed again and again: each further call fails at once, so that the
 * next model of a cascade is asked without waiting. A reply that cannot be read is no failure of this kind.
 */
final class GuardedAgent implements Agent {

    private static final int FAILURES = 5;
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Agent agent;
    private final String model;
    private final CircuitBreaker breaker;

    GuardedAgent(Agent agent, String model, Scheduler clock) {
        this.agent = agent;
        this.model = model;
        this.breaker = CircuitBreaker.of(
                model,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(FAILURES)
                        .minimumNumberOfCalls(FAILURES)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(PAUSE)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(new SchedulerClock(clock))
                        .build());
    }

    @Override
    public Flux<Signal> handle(Task task) {
        return Flux.defer(() -> {
            if (!breaker.tryAcquirePermission()) {
                return Flux.error(
                        new IllegalStateException("Model '%s' failed %d times in a row and is left alone for %d s"
                                .formatted(model, FAILURES, PAUSE.toSeconds())));
            }
            long start = breaker.getCurrentTimestamp();
            return agent.handle(task)
                    .doOnComplete(
                            () -> breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit()))
                    .doOnError(failure ->
                            breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), failure))
                    .doOnCancel(breaker::releasePermission);
        });
    }

    /** The runs' clock as the JDK knows clocks. */
    private static final class SchedulerClock extends Clock {
        private final Scheduler scheduler;

        SchedulerClock(Scheduler scheduler) {
            this.scheduler = scheduler;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(scheduler.now(TimeUnit.MILLISECONDS));
        }
    }
}
