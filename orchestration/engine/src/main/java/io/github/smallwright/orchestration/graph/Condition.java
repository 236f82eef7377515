package io.github.smallwright.orchestration.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** A CEL expression that was type-checked when the graph was resolved. Thread-safe. */
public interface Condition {

    /** The expression as written. */
    String source();

    /** The names at the root of what the expression reads, as in {@code input}, {@code review}, {@code last}. */
    Set<String> roots();

    /**
     * Evaluates the expression.
     *
     * @param values what the expression may see, by root name
     * @throws ConditionException if it cannot be evaluated; the message names the expression and the value
     */
    boolean holds(ObjectNode values);

    /** The expression cannot be evaluated on these values. */
    final class ConditionException extends RuntimeException {
        private static final long serialVersionUID = 1;

        public ConditionException(String message) {
            super(message);
        }
    }
}
