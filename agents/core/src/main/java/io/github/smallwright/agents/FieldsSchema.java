package io.github.smallwright.agents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes the JSON Schema of fields, with which models that can are held to their shape. */
public final class FieldsSchema {

    private FieldsSchema() {}

    /** A JSON Schema object without references; properties in the order of the fields, every string limited in length. */
    public static String of(Output.Fields fields) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        fields.fields().forEach((name, type) -> {
            describe(type, properties.putObject(name));
            if (!type.optional()) {
                required.add(name);
            }
        });
        return schema.put("additionalProperties", false).toString();
    }

    private static void describe(Output.FieldType type, ObjectNode property) {
        if (type instanceof Output.FieldType.Text text) {
            property.put("type", "string").put("maxLength", text.maxLength());
        } else if (type instanceof Output.FieldType.Choice choice) {
            ArrayNode values = property.put("type", "string").putArray("enum");
            choice.values().forEach(values::add);
        } else if (type instanceof Output.FieldType.Numeric numeric) {
            property.put("type", numeric.whole() ? "integer" : "number");
        } else {
            property.put("type", "boolean");
        }
    }
}
