package io.github.smallwright.orchestration.run;

/**
 * Why a node, a scope or a run ended as it did.
 *
 * @param code the closed set of reasons
 * @param where path of the node, or "/" for the run
 * @param detail one or two sentences for a person
 */
public record StopReason(Code code, String where, String detail) {

    /** All reasons there are. */
    public enum Code {
        /** The output node is done. */
        COMPLETED,
        /** No path of the graph led to its end, or the output node was skipped. */
        NO_PATH,
        /** No attempt was left and none was accepted. */
        ATTEMPTS,
        /** Every call of a model failed, so there was no candidate at all. */
        NO_CANDIDATE,
        /** A gate could not work here and now. */
        GATE_UNSURE,
        /** A required gate or model was not ready, so nothing was started. */
        NOT_READY,
        /** A loop reached its last round with a back edge still firing. */
        EXHAUSTED,
        /** The budget was spent. */
        BUDGET,
        /** The node's deadline passed. */
        DEADLINE,
        /** A condition, a prompt, a list or what is given to a call could not be worked out. */
        CONDITION,
        /** A tool failed or gave no result in time. */
        TOOL,
        /** Somebody cancelled the run. */
        CANCELLED,
        /** The engine itself met something that it cannot handle, such as a journal that refuses to append. */
        INTERNAL
    }
}
