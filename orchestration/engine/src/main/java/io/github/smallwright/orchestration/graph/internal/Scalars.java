package io.github.smallwright.orchestration.graph.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Single values of the format. */
final class Scalars {

    private Scalars() {}

    static Optional<Object> read(JsonNode node, Class<?> type) {
        if (type == String.class) {
            return node.isValueNode() && !node.isNull() ? Optional.of(node.asText()) : Optional.empty();
        }
        if (type == Duration.class) {
            return node.isTextual() ? Durations.parse(node.textValue()).map(value -> value) : Optional.empty();
        }
        if (type == BigDecimal.class) {
            return node.isNumber() ? Optional.of(node.decimalValue()) : Optional.empty();
        }
        if (type == Boolean.class) {
            return node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty();
        }
        if (type == Long.class) {
            return node.isIntegralNumber() && node.canConvertToLong()
                    ? Optional.of(node.longValue())
                    : Optional.empty();
        }
        return node.isIntegralNumber() && node.canConvertToInt() ? Optional.of(node.intValue()) : Optional.empty();
    }

    /** What stands for a required value that is missing; the problem has been reported. */
    static Object empty(Class<?> type) {
        return type == String.class ? "" : 1;
    }

    static String expected(Type type) {
        if (type == String.class) {
            return "text";
        }
        if (type == Duration.class) {
            return Durations.SHAPE;
        }
        if (type == BigDecimal.class) {
            return "a number";
        }
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class ? "a list" : "names with their values";
        }
        return type == Boolean.class ? "true or false" : "a whole number";
    }

    static String shown(JsonNode node) {
        if (node.isObject()) {
            return "a mapping";
        }
        if (node.isArray()) {
            return "a list";
        }
        String text = node.asText();
        return "'" + (text.length() > 60 ? text.substring(0, 57) + "..." : text) + "'";
    }
}
