package io.github.smallwright.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smallwright.tools.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputReaderTest {

    private static final Output CODE = new Output.Code(Language.JAVA);

    private static Output fields() {
        Map<String, Output.FieldType> fields = new LinkedHashMap<>();
        fields.put("defect", Output.FieldType.of("none | wrong"));
        fields.put("why", Output.FieldType.of("optional text 5"));
        return new Output.Fields(fields);
    }

    @Test
    void codeIsTheFirstFencedBlockWhateverItsLabel() {
        assertThat(OutputReader.read(CODE, "Sure:\n```kotlin\nint x;\n```\n```\ny\n```")
                        .artefact())
                .isEqualTo("int x;");
    }

    @Test
    void anUnclosedFenceReachesToTheEnd() {
        assertThat(OutputReader.read(CODE, "```java\nint x;\nint y;").artefact())
                .isEqualTo("int x;\nint y;");
    }

    @Test
    void codeWithoutFenceIsTheWholeReply() {
        assertThat(OutputReader.read(CODE, " int x; ").artefact()).isEqualTo("int x;");
    }

    @Test
    void fieldsAreWrittenInTheirDeclaredOrder() {
        assertThat(OutputReader.read(fields(), "```json\n{\"why\": \"x\", \"defect\":\"none\"}\n```"))
                .isEqualTo(new OutputReader.Reading(
                        "{\"defect\":\"none\",\"why\":\"x\"}", Optional.empty(), List.of(Repair.FENCE)));
    }

    @Test
    void everyProblemOfTheFieldsIsNamed() {
        assertThat(OutputReader.read(fields(), "{\"why\":\"longer\", \"x\":1}").unreadable())
                .contains("field 'x' is unknown; fields are defect, why; field 'defect' is missing;"
                        + " field 'why' has 6 characters; at most 5 are allowed");
    }

    @Test
    void proseInsteadOfFieldsIsUnreadable() {
        assertThat(OutputReader.read(fields(), "I think none").unreadable().orElseThrow())
                .startsWith("the reply is not a JSON object: ");
    }

    @Test
    void theSchemaLimitsEveryString() {
        assertThat(FieldsSchema.of((Output.Fields) fields()))
                .isEqualTo(
                        "{\"type\":\"object\",\"properties\":{\"defect\":{\"type\":\"string\",\"enum\":[\"none\",\"wrong\"]},"
                                + "\"why\":{\"type\":\"string\",\"maxLength\":5}},\"required\":[\"defect\"],"
                                + "\"additionalProperties\":false}");
    }

    @Test
    void aTypeThatIsNoneNamesWhatIsLegal() {
        assertThat(Output.FieldType.of("text")).isEqualTo(new Output.FieldType.Text(200, false));
        assertThatThrownBy(() -> Output.FieldType.of("strng"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "'strng' is not a field type: legal are text, text 200, number, integer, yes/no");
    }
}
