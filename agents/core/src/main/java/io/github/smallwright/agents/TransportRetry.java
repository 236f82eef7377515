package io.github.smallwright.agents;

import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RetriableException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Tries a call again whose transport failed before its first token. Wrong keys and invalid requests are never tried
 * again.
 *
 * @param maxTries tries in all, at least 1
 * @param firstBackoff wait before the second try; doubles with each further one
 * @param maxBackoff no wait is longer, jitter aside
 * @param jitter share of the wait, from 0 to 1, by which it is shortened or lengthened at random
 * @param scheduler runs the waits
 */
public record TransportRetry(
        int maxTries, Duration firstBackoff, Duration maxBackoff, double jitter, Scheduler scheduler) {

    private static final int MAX_CAUSES = 16;

    public TransportRetry {
        if (maxTries < 1) {
            throw new IllegalArgumentException("maxTries must be >= 1, got " + maxTries);
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter must be within 0..1, got " + jitter);
        }
    }

    /** 3 tries, waits from 200 ms to 5 s, jitter 0.5, on Reactor's parallel scheduler. */
    public static TransportRetry defaults() {
        return new TransportRetry(3, Duration.ofMillis(200), Duration.ofSeconds(5), 0.5, Schedulers.parallel());
    }

    /** This policy with waits on another scheduler. */
    public TransportRetry withScheduler(Scheduler scheduler) {
        return new TransportRetry(maxTries, firstBackoff, maxBackoff, jitter, scheduler);
    }

    /** The call, subscribed to again where this policy says so; each failed try is a {@link Signal.TryFailed}. */
    Flux<Signal> around(Flux<Signal> call) {
        return attempt(call, 1);
    }

    private Flux<Signal> attempt(Flux<Signal> call, int number) {
        return Flux.defer(() -> {
            AtomicBoolean begun = new AtomicBoolean();
            return call.doOnNext(signal -> begun.setPlain(true))
                    .onErrorResume(error -> !begun.getPlain() && number < maxTries && isRetriable(error)
                            ? again(call, number, error)
                            : Flux.error(error));
        });
    }

    private Flux<Signal> again(Flux<Signal> call, int number, Throwable error) {
        return Mono.delay(backoff(number), scheduler)
                .thenMany(attempt(call, number + 1))
                .startWith(new Signal.TryFailed(number, reason(error), Usage.NONE));
    }

    private Duration backoff(int failed) {
        double millis = Math.min(firstBackoff.toMillis() * Math.pow(2, failed - 1), (double) maxBackoff.toMillis());
        double factor = 1 + jitter * ThreadLocalRandom.current().nextDouble(-1, 1);
        return Duration.ofMillis(Math.round(millis * factor));
    }

    private static boolean isRetriable(Throwable error) {
        List<Throwable> chain = Stream.iterate(error, e -> e != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .toList();
        return chain.stream().noneMatch(NonRetriableException.class::isInstance)
                && chain.stream()
                        .anyMatch(e -> e instanceof RetriableException
                                || e instanceof IOException
                                || e instanceof TimeoutException);
    }

    private static String reason(Throwable error) {
        String message = error.getMessage();
        return message == null || message.isBlank() ? error.getClass().getSimpleName() : message;
    }
}
