package io.github.smallwright.orchestration.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The schema that editors use agrees with the reader. */
final class GraphSchemaTest {

    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(GraphSchema.json(), InputFormat.JSON);

    @Test
    void aGraphThatResolvesFitsTheSchema() throws IOException {
        assertThat(schema.validate(json(GraphTexts.resource("note.yaml")), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void longAndShortFormsFitTheSchema() throws IOException {
        String yaml = GraphTexts.resource("note.yaml")
                .replace("[ start -> draft -> review -> end ]", "[ start -> draft, { draft -> end: { max: 2 } } ]")
                .replace(
                        "{ agent: rater }",
                        "{ agent: rater, timeout: 30s, gates: [ compile, { length: { min: 2 } } ] }");

        assertThat(schema.validate(json(yaml), InputFormat.JSON)).isEmpty();
    }

    @Test
    void anUnknownKeyDoesNotFitTheSchema() throws IOException {
        String yaml = GraphTexts.resource("note.yaml").replace("agent: rater", "agnt: rater");

        assertThat(schema.validate(json(yaml), InputFormat.JSON)).isNotEmpty();
    }

    private static String json(String yaml) throws JsonProcessingException {
        return new YAMLMapper().readTree(yaml).toString();
    }
}
