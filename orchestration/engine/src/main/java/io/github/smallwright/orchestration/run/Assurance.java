package io.github.smallwright.orchestration.run;

/** What may be claimed of an artefact, from the least to the most. */
public enum Assurance {
    /** Gates refused it; it was let through because the graph asks for the best attempt. */
    REFUSED,
    /** Nobody judged it. */
    UNCHECKED,
    /** A judge, model or person, accepted it: an opinion. */
    JUDGED,
    /** It was run against something that its author did not write. */
    CHECKED;

    /** The lesser of two. */
    public Assurance lowest(Assurance other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
