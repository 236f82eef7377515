package io.github.smallwright.orchestration.run;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How a run ended. */
public sealed interface Outcome {

    /** Why it ended so. */
    StopReason reason();

    /** What it cost. */
    Cost cost();

    /**
     * The output node's artefact passed evidence or a judge.
     *
     * @param text the artefact
     * @param digest its SHA-256
     * @param assurance {@link Assurance#CHECKED} or {@link Assurance#JUDGED}
     * @param author the model that wrote it
     */
    record Accepted(
            String text,
            String digest,
            Assurance assurance,
            String author,
            List<Evidence> evidence,
            StopReason reason,
            Cost cost)
            implements Outcome {
        public Accepted {
            evidence = List.copyOf(evidence);
        }
    }

    /** There is an artefact, but nothing vouches for it. The assurance is unchecked or refused. */
    record Unaccepted(String text, String digest, Assurance assurance, String author, StopReason reason, Cost cost)
            implements Outcome {}

    /** Honestly left unanswered. */
    record Abstained(StopReason reason, Cost cost) implements Outcome {}

    /** It could not be done. */
    record Failed(StopReason reason, Cost cost) implements Outcome {}

    /** Somebody stopped it. */
    record Cancelled(StopReason reason, Cost cost) implements Outcome {}

    /** One result for each case: the compiler sees to it that none is forgotten. */
    default <T> T match(
            Function<Accepted, T> onAccepted,
            Function<Unaccepted, T> onUnaccepted,
            Function<Abstained, T> onAbstained,
            Function<Failed, T> onFailed,
            Function<Cancelled, T> onCancelled) {
        if (this instanceof Accepted it) {
            return onAccepted.apply(it);
        } else if (this instanceof Unaccepted it) {
            return onUnaccepted.apply(it);
        } else if (this instanceof Abstained it) {
            return onAbstained.apply(it);
        } else if (this instanceof Failed it) {
            return onFailed.apply(it);
        }
        return onCancelled.apply((Cancelled) this);
    }

    /** This outcome if it was accepted, else empty. */
    default Optional<Accepted> accepted() {
        return this instanceof Accepted it ? Optional.of(it) : Optional.empty();
    }

    /**
     * The accepted artefact, which must be JSON, as a value of this type; empty if nothing was accepted.
     *
     * @throws IllegalArgumentException if it is not of that shape; the message says where
     */
    default <T> Optional<T> as(Class<T> type) {
        return accepted().map(it -> Typed.read(it.text(), type));
    }
}
