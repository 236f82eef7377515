package io.github.smallwright.tools;

import java.util.Objects;
import java.util.Optional;

/**
 * Code to be checked in a jail.
 *
 * @param language what the candidate is written in
 * @param candidate the whole source of one file, written by a model: never trusted
 * @param tests the whole source of one test file, written by the author of the task: trusted, but run in the same jail
 * @param limits what the job may use
 */
public record SandboxJob(Language language, String candidate, Optional<String> tests, SandboxLimits limits) {

    public SandboxJob {
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(candidate, "candidate");
        Objects.requireNonNull(tests, "tests");
        Objects.requireNonNull(limits, "limits");
    }
}
