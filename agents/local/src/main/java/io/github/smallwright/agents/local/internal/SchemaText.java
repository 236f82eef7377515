package io.github.smallwright.agents.local.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes a schema of LangChain4j as JSON Schema. */
public final class SchemaText {

    private static final int MAX_LENGTH = 200;

    private SchemaText() {}

    /** The schema; a string without limit gets one of 200 characters, because a small model never closes it. */
    public static String of(JsonSchema schema) {
        try {
            JsonNode tree = schema.rootElement() instanceof JsonRawSchema raw
                    ? Json.MAPPER.readTree(raw.schema())
                    : Json.MAPPER.valueToTree(JsonSchemaElementUtils.toMap(schema.rootElement()));
            limit(tree);
            return tree.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the schema '%s' is no JSON: %s".formatted(schema.name(), e.getMessage()), e);
        }
    }

    private static void limit(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("type").asText().equals("string")
                && !object.has("maxLength")
                && !object.has("enum")
                && !object.has("const")
                && !object.has("pattern")) {
            object.put("maxLength", MAX_LENGTH);
        }
        node.forEach(SchemaText::limit);
    }
}
