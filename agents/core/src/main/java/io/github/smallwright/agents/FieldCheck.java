package io.github.smallwright.agents;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/** Checks one value of a JSON object against its declared type. */
final class FieldCheck {

    private FieldCheck() {}

    /** What is wrong with the value, to be read after the field's name; empty if nothing is. */
    static Optional<String> problem(Output.FieldType type, JsonNode value) {
        if (type instanceof Output.FieldType.Text text) {
            return text(text.maxLength(), value);
        }
        if (type instanceof Output.FieldType.Choice choice) {
            return value.isTextual() && choice.values().contains(value.textValue())
                    ? Optional.empty()
                    : Optional.of("is %s; legal are %s".formatted(value, String.join(", ", choice.values())));
        }
        if (type instanceof Output.FieldType.Numeric numeric) {
            return numeric.whole()
                    ? wanted(whole(value), "an integer", value)
                    : wanted(value.isNumber(), "a number", value);
        }
        return wanted(value.isBoolean(), "true or false", value);
    }

    private static boolean whole(JsonNode value) {
        return value.isIntegralNumber();
    }

    private static Optional<String> text(int maxLength, JsonNode value) {
        if (!value.isTextual()) {
            return wanted(false, "a text", value);
        }
        String text = value.textValue();
        int length = text.codePointCount(0, text.length());
        return length <= maxLength
                ? Optional.empty()
                : Optional.of("has %d characters; at most %d are allowed".formatted(length, maxLength));
    }

    private static Optional<String> wanted(boolean holds, String wanted, JsonNode value) {
        return holds ? Optional.empty() : Optional.of("must be %s, got %s".formatted(wanted, value));
    }

    static String typeName(JsonNode node) {
        return node.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
