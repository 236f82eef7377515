package io.github.smallwright.tools;

import java.time.Duration;

/**
 * What one {@link SandboxJob} may use before it is killed.
 *
 * @param wallTime from start to end, all steps together
 * @param cpuTime processor time of all its processes
 * @param memoryMiB memory in MiB that the code under test may allocate
 * @param processes processes and threads at once
 * @param outputBytes bytes of standard output and standard error that are kept; more ends the job
 * @param fileBytes bytes that it may write to its private folder
 */
public record SandboxLimits(
        Duration wallTime, Duration cpuTime, int memoryMiB, int processes, int outputBytes, long fileBytes) {

    public SandboxLimits {
        positive("wallTime in ms", wallTime.toMillis());
        positive("cpuTime in ms", cpuTime.toMillis());
        positive("memoryMiB", memoryMiB);
        positive("processes", processes);
        positive("outputBytes", outputBytes);
        positive("fileBytes", fileBytes);
    }

    /** 60 s wall time, 40 s processor time, 256 MiB, 64 processes, 64 KiB of output, 16 MiB of files. */
    public static SandboxLimits defaults() {
        return new SandboxLimits(Duration.ofSeconds(60), Duration.ofSeconds(40), 256, 64, 64 << 10, 16L << 20);
    }

    /** These limits with another wall time. */
    public SandboxLimits withWallTime(Duration limit) {
        return new SandboxLimits(limit, cpuTime, memoryMiB, processes, outputBytes, fileBytes);
    }

    private static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("%s must be > 0, got %d".formatted(name, value));
        }
    }
}
