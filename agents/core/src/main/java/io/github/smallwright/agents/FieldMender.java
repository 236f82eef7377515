package io.github.smallwright.agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Brings names and values that are nearly right into their declared form; what could mean two things stays. One use. */
final class FieldMender {

    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,30}(?:\\.\\d{1,30})?");
    private static final Set<String> YES = Set.of("yes", "y", "true");
    private static final Set<String> NO = Set.of("no", "n", "false");

    private final Output.Fields fields;
    private final Set<Repair> repairs = EnumSet.noneOf(Repair.class);

    FieldMender(Output.Fields fields) {
        this.fields = fields;
    }

    Set<Repair> repairs() {
        return repairs;
    }

    ObjectNode mend(ObjectNode object) {
        ObjectNode mended = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(property -> {
            String name = name(property.getKey(), object);
            Output.FieldType type = fields.fields().get(name);
            mended.set(name, type == null ? property.getValue() : value(type, property.getValue()));
        });
        return mended;
    }

    private String name(String written, ObjectNode object) {
        if (fields.fields().containsKey(written)) {
            return written;
        }
        Optional<String> near = NearMatch.unique(written, fields.fields().keySet())
                .filter(it -> !object.has(it))
                .filter(it -> object.properties().stream()
                        .map(other -> other.getKey())
                        .filter(other -> !other.equals(written))
                        .noneMatch(
                                other -> NearMatch.unique(other, fields.fields().keySet())
                                        .equals(Optional.of(it))));
        near.ifPresent(it -> repairs.add(Repair.FIELD_NAME));
        return near.orElse(written);
    }

    private JsonNode value(Output.FieldType type, JsonNode value) {
        if (value.isNull() || FieldCheck.problem(type, value).isEmpty()) {
            return value;
        }
        if (type instanceof Output.FieldType.Text) {
            return value.isNumber() ? mended(Repair.TEXT, TextNode.valueOf(value.asText())) : value;
        }
        if (type instanceof Output.FieldType.Numeric numeric) {
            return number(numeric.whole(), value);
        }
        if (!value.isTextual()) {
            return value;
        }
        return type instanceof Output.FieldType.Choice choice
                ? NearMatch.unique(value.textValue(), choice.values())
                        .map(it -> mended(Repair.CHOICE, TextNode.valueOf(it)))
                        .orElse(value)
                : yesNo(value);
    }

    private JsonNode yesNo(JsonNode value) {
        String word = value.textValue().strip().toLowerCase(Locale.ROOT);
        return YES.contains(word) || NO.contains(word)
                ? mended(Repair.YES_NO, BooleanNode.valueOf(YES.contains(word)))
                : value;
    }

    private JsonNode number(boolean whole, JsonNode value) {
        String written = value.isTextual() || value.isNumber() ? value.asText().strip() : "";
        if (!NUMBER.matcher(written).matches()) {
            return value;
        }
        BigDecimal number = new BigDecimal(written);
        if (number.stripTrailingZeros().scale() <= 0) {
            return mended(Repair.NUMBER, BigIntegerNode.valueOf(number.toBigInteger()));
        }
        return whole ? value : mended(Repair.NUMBER, DecimalNode.valueOf(number));
    }

    private JsonNode mended(Repair repair, JsonNode value) {
        repairs.add(repair);
        return value;
    }
}
