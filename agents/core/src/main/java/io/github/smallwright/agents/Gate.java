package io.github.smallwright.agents;

import io.github.smallwright.tools.Readiness;
import reactor.core.publisher.Mono;

/** Judges a candidate without calling a model. Implementations are thread-safe. */
public interface Gate {

    /** What a gate's acceptance is worth. */
    enum Kind {
        /** About the form only: may refuse, never raises assurance. */
        FORM,
        /** Run against something the agent did not write: gives {@code checked}. */
        EVIDENCE,
        /** Somebody's view: gives {@code judged}. */
        OPINION
    }

    /** The gate's name in verdicts, unique within a node. */
    String name();

    /** What acceptance by this gate is worth; opinion unless declared otherwise. */
    default Kind kind() {
        return Kind.OPINION;
    }

    /** Asked once before a run's first token. Never errors, answers within 20 s. */
    default Mono<Readiness> ready() {
        return Mono.just(Readiness.ready());
    }

    /**
     * Judges one candidate; subscribing does not block. An error, or an answer later than the runner's timeout, counts as
     * {@link Verdict.Unsure} of the environment. Cancelling stops the work.
     */
    Mono<Verdict> judge(Candidate candidate);
}
