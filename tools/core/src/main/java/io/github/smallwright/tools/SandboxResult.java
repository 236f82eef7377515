package io.github.smallwright.tools;

/** How a {@link SandboxJob} ended. A problem of the code is a value, never an error signal. */
public sealed interface SandboxResult {

    /**
     * The candidate compiles and, where the job had tests, all of them ran and passed.
     *
     * @param testsRun how many tests ran; 0 only if the job had none
     */
    record Passed(int testsRun) implements SandboxResult {}

    /** The candidate does not compile. {@code report} is the compiler's own text, cut to a readable length. */
    record DoesNotCompile(String report) implements SandboxResult {}

    /**
     * Tests failed, did not all run, or the report of the test run was missing.
     *
     * @param report what failed, as the author of the code needs it to mend it
     * @param passed tests that passed
     * @param total tests that were found before the candidate was loaded, at least 1
     */
    record TestsFailed(String report, int passed, int total) implements SandboxResult {}

    /** A limit ended the job. {@code limit} names it with its value, as in "wall time of 60 s". */
    record LimitReached(String limit) implements SandboxResult {}

    /** The fault is not the candidate's: no jail, a test file that does not compile, a full disk. */
    record Unusable(String problem, String remedy) implements SandboxResult {}
}
