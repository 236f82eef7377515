package io.github.smallwright.tools;

import reactor.core.publisher.Mono;

/**
 * Compiles and tests code that nobody vouches for, without letting it reach the network, the user's files, or other
 * processes. Implementations are found by {@link java.util.ServiceLoader}; they never run code unjailed.
 */
public interface Sandbox {

    /** The sandbox of a class path without one: never ready, and every job ends unusable. */
    static Sandbox none() {
        return new UnavailableSandbox();
    }

    /**
     * Whether jobs of this language can run here, found out by a jailed probe rather than by looking for files. The
     * Mono does not block its subscriber, never errors, and answers within 20 s.
     */
    Mono<Readiness> ready(Language language);

    /**
     * Runs one job on a thread of the sandbox's own. Cancelling kills the jail with all its processes. The Mono never
     * errors because of the candidate and answers within the job's wall time plus 5 s.
     */
    Mono<SandboxResult> run(SandboxJob job);
}
