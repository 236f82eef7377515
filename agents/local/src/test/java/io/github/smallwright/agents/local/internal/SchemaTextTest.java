package io.github.smallwright.agents.local.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SchemaTextTest {

    @Test
    void aStringWithoutLimitGetsOne() {
        JsonSchema schema = JsonSchema.builder()
                .name("note")
                .rootElement(
                        JsonObjectSchema.builder().addStringProperty("text").build())
                .build();
        assertThat(SchemaText.of(schema)).contains("\"maxLength\":200");
    }

    @Test
    void aRawSchemaKeepsItsOrderAndItsLimits() {
        String raw = "{\"type\":\"object\",\"properties\":{\"z\":{\"type\":\"string\",\"maxLength\":9},"
                + "\"a\":{\"type\":\"string\",\"enum\":[\"x\"]}}}";
        JsonSchema schema = JsonSchema.builder()
                .name("note")
                .rootElement(JsonRawSchema.from(raw))
                .build();
        assertThat(SchemaText.of(schema)).isEqualTo(raw);
    }

    @Test
    void tokenProbabilitiesAreNeverAskedForBecauseTheyAbortTheProcess() throws IOException {
        try (InputStream in = LlamaEngine.class.getResourceAsStream("LlamaEngine.class")) {
            assertThat(in).isNotNull();
            assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("setNProbs");
        }
    }
}
