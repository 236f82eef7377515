package io.github.smallwright.agents.local.internal;

import java.time.Duration;
import java.util.List;

/**
 * How workers are run.
 *
 * @param command what is put before the main class: Java, its options and the class path
 * @param load limit for starting a worker and loading its model
 * @param silence limit for a worker that is to write and says nothing; must cover reading a long prompt
 * @param cancel limit for a worker to stop writing; then it is ended
 * @param idle after which a worker that is not used is ended
 * @param backOff wait after the first failure in a row; doubled for each further one, up to 32 times
 * @param threads of a decoding worker
 */
public record WorkerConfig(
        List<String> command,
        Duration load,
        Duration silence,
        Duration cancel,
        Duration idle,
        Duration backOff,
        int threads) {

    public WorkerConfig {
        command = List.copyOf(command);
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be >= 1, got " + threads);
        }
    }

    public static WorkerConfig defaults() {
        return new WorkerConfig(
                ClassPath.javaCommand(),
                Duration.ofMinutes(2),
                Duration.ofMinutes(5),
                Duration.ofSeconds(2),
                Duration.ofMinutes(5),
                Duration.ofMillis(250),
                Runtime.getRuntime().availableProcessors());
    }

    public WorkerConfig withIdle(Duration idle) {
        return new WorkerConfig(command, load, silence, cancel, idle, backOff, threads);
    }

    /** The wait before the next start after so many failures in a row. */
    Duration backOff(int failures) {
        return failures == 0 ? Duration.ZERO : backOff.multipliedBy(1L << Math.min(failures - 1, 5));
    }
}
