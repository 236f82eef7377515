package io.github.smallwright.agents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.smallwright.agents.OutputReader.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a flat JSON object strictly and writes it with its fields in the declared order. */
final class FieldsReader {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Output.Fields fields;

    FieldsReader(Output.Fields fields) {
        this.fields = fields;
    }

    Reading read(String raw, String json) {
        try {
            JsonNode read = MAPPER.readTree(json);
            if (!(read instanceof ObjectNode object)) {
                return Reading.unreadable(raw, "the reply is not a JSON object but " + kind(read));
            }
            List<String> problems = problems(object);
            return problems.isEmpty()
                    ? Reading.of(canonical(object))
                    : Reading.unreadable(raw, String.join("; ", problems));
        } catch (JsonProcessingException e) {
            return Reading.unreadable(
                    raw,
                    "the reply is not a JSON object: %s (line %d, column %d)"
                            .formatted(
                                    e.getOriginalMessage(),
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr()));
        }
    }

    private List<String> problems(ObjectNode object) {
        List<String> problems = new ArrayList<>();
        object.fieldNames().forEachRemaining(name -> {
            if (!fields.fields().containsKey(name)) {
                problems.add("field '%s' is unknown; fields are %s"
                        .formatted(name, String.join(", ", fields.fields().keySet())));
            }
        });
        fields.fields().forEach((name, type) -> {
            if (object.hasNonNull(name)) {
                FieldCheck.problem(type, object.get(name)).ifPresent(it -> problems.add("field '" + name + "' " + it));
            } else if (!type.optional()) {
                problems.add("field '" + name + "' is missing");
            }
        });
        return problems;
    }

    private String canonical(ObjectNode object) {
        ObjectNode ordered = MAPPER.createObjectNode();
        fields.fields().keySet().stream()
                .filter(object::hasNonNull)
                .forEach(name -> ordered.set(name, object.get(name)));
        return ordered.toString();
    }

    private static String kind(JsonNode node) {
        return Optional.of(node)
                .filter(it -> !it.isMissingNode())
                .map(it -> "of type " + FieldCheck.typeName(it))
                .orElse("empty");
    }
}
