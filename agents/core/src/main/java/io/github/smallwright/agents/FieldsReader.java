package io.github.smallwright.agents;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.smallwright.agents.OutputReader.Reading;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a flat JSON object and writes it with its fields in the declared order. What is not right as it stands is mended
 * where that is no guess: a reply whose objects could be read in two ways stays unreadable.
 */
final class FieldsReader {

    private static final int LONGEST = 64 * 1024;

    private final Output.Fields fields;

    FieldsReader(Output.Fields fields) {
        this.fields = fields;
    }

    Reading read(String raw) {
        if (raw.length() > LONGEST) {
            return Reading.unreadable(
                    raw, "the reply has %d characters; at most %d are read as fields".formatted(raw.length(), LONGEST));
        }
        Reading strict = strict(raw);
        if (strict.unreadable().isEmpty()) {
            return strict;
        }
        List<Reading> readings = ObjectScanner.all(raw).stream()
                .map(found -> mended(raw, found))
                .flatMap(Optional::stream)
                .toList();
        List<Reading> right =
                readings.stream().filter(it -> it.unreadable().isEmpty()).toList();
        if (right.stream().map(Reading::artefact).distinct().count() > 1) {
            return Reading.unreadable(raw, "the reply holds %d objects that differ; write one".formatted(right.size()));
        }
        return right.stream()
                .findFirst()
                .or(() -> readings.stream().findFirst())
                .orElse(strict);
    }

    private Reading strict(String raw) {
        try {
            JsonNode read = LenientJson.strict(raw);
            return read instanceof ObjectNode object
                    ? checked(raw, object, EnumSet.noneOf(Repair.class))
                    : Reading.unreadable(raw, "the reply is not a JSON object but " + kind(read));
        } catch (JsonProcessingException e) {
            return Reading.unreadable(raw, "the reply is not a JSON object: " + e.getOriginalMessage() + place(e));
        }
    }

    private static String place(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? "" : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    }

    private Optional<Reading> mended(String raw, ObjectScanner.Found found) {
        try {
            LenientJson.Parsed parsed = LenientJson.lenient(found.json());
            if (!(parsed.tree() instanceof ObjectNode object)) {
                return Optional.empty();
            }
            FieldMender mender = new FieldMender(fields);
            ObjectNode mended = mender.mend(object);
            Set<Repair> repairs = EnumSet.copyOf(found.repairs());
            repairs.addAll(parsed.repairs());
            repairs.addAll(mender.repairs());
            return Optional.of(checked(raw, mended, repairs));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private Reading checked(String raw, ObjectNode object, Set<Repair> repairs) {
        List<String> problems = problems(object);
        return problems.isEmpty()
                ? new Reading(canonical(object), Optional.empty(), List.copyOf(repairs))
                : Reading.unreadable(raw, String.join("; ", problems));
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
        ObjectNode ordered = JsonNodeFactory.instance.objectNode();
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
