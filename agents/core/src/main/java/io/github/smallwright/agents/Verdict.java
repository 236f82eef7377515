package io.github.smallwright.agents;

/** A gate's answer about one candidate. */
public sealed interface Verdict {

    /** The gate has nothing against it. {@code note} says what was seen, as in "7 tests passed"; may be empty. */
    record Accept(String note) implements Verdict {}

    /**
     * Not yet: the same model may try again.
     *
     * @param feedback what to change, in words for the author of the candidate
     * @param fraction how much was right, from 0 to 1, as in the share of tests passed
     */
    record Revise(String feedback, double fraction) implements Verdict {
        public Revise {
            if (!(fraction >= 0 && fraction <= 1)) {
                throw new IllegalArgumentException("fraction must be within 0..1, got " + fraction);
            }
        }
    }

    /** Hopeless for this model: the next one of the cascade is tried at once. */
    record Reject(String reason) implements Verdict {}

    /** The gate cannot tell. */
    record Unsure(Cause cause, String reason) implements Verdict {}

    /** Why a gate is unsure. */
    enum Cause {
        /** It lacks evidence about this candidate; later gates may have it. */
        EVIDENCE,
        /** It does not work here and now; generating again would not help. */
        ENVIRONMENT
    }
}
