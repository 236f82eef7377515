package io.github.smallwright.tools;

/** Whether something that a run depends on can work here, and if not, what to do about it. */
public sealed interface Readiness {

    /** The readiness that needs no remedy. */
    static Readiness ready() {
        return new Ready();
    }

    /** It works here. */
    record Ready() implements Readiness {}

    /**
     * It cannot work here.
     *
     * @param problem what is missing, one line
     * @param remedy the one step that mends it, one line
     */
    record NotReady(String problem, String remedy) implements Readiness {}
}
