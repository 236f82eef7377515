package io.github.smallwright.orchestration.graph.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.github.smallwright.orchestration.graph.Condition;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A compiled condition; {@code read} has the shape of each root that it reads. */
record CelCondition(String source, Roots uses, Map<String, Shape> read, CelRuntime.Program program)
        implements Condition {

    CelCondition {
        read = Map.copyOf(read);
    }

    @Override
    public Set<String> roots() {
        return read.keySet();
    }

    @Override
    public boolean holds(ObjectNode values) {
        Map<String, Object> seen = new HashMap<>();
        read.forEach((name, shape) -> {
            if (shape instanceof Shape.Struct || values.hasNonNull(name)) {
                seen.put(name, Shapes.value(shape, values.path(name)));
            }
        });
        try {
            Object result = program.eval(seen);
            if (result instanceof Boolean holds) {
                return holds;
            }
            throw new ConditionException("condition '%s' yields '%s', not true or false".formatted(source, result));
        } catch (CelEvaluationException e) {
            throw new ConditionException("condition '%s' cannot be evaluated on %s: %s"
                    .formatted(source, shown(values), String.valueOf(e.getMessage())));
        }
    }

    private String shown(ObjectNode values) {
        String text = values.deepCopy().retain(read.keySet()).toString();
        return text.length() > 300 ? text.substring(0, 297) + "..." : text;
    }

    @Override
    public String toString() {
        return source;
    }
}
