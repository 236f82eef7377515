package io.github.smallwright.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepairTest {

    private static final String RIGHT = "{\"title\":\"Ann's\",\"kind\":\"question\",\"count\":3,\"urgent\":true}";

    private static Output.Fields fields() {
        Map<String, Output.FieldType> fields = new LinkedHashMap<>();
        fields.put("title", Output.FieldType.of("text 20"));
        fields.put("kind", Output.FieldType.of("question | possible | done"));
        fields.put("count", Output.FieldType.of("integer"));
        fields.put("urgent", Output.FieldType.of("optional yes/no"));
        return new Output.Fields(fields);
    }

    private static OutputReader.Reading read(String raw) {
        return OutputReader.read(fields(), raw);
    }

    @Test
    void aRightReplyNeedsNoRepair() {
        assertThat(read(RIGHT)).isEqualTo(OutputReader.Reading.of(RIGHT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "FENCE # ```json/{\"title\":\"Ann's\",\"kind\":\"question\",\"count\":3,\"urgent\":true}/```",
                "SURROUNDING_TEXT # Sure {x}: {\"title\":\"Ann's\",\"kind\":\"question\",\"count\":3,\"urgent\":true} Bye {}.",
                "QUOTES # {'title':'Ann\\'s','kind':'question','count':3,'urgent':true}",
                "QUOTES # {“title”:“Ann's”,\"kind\":„question“,\"count\":3,\"urgent\":true}",
                "UNQUOTED_NAME # {title:\"Ann's\",kind:\"question\",count:3,urgent:true}",
                "TRAILING_COMMA # {\"title\":\"Ann's\",\"kind\":\"question\",\"count\":3,\"urgent\":true,}",
                "MISSING_BRACKET # {\"title\":\"Ann's\",\"kind\":\"question\",\"count\":3,\"urgent\":true",
                "PYTHON_LITERAL # {\"title\":\"Ann's\",\"kind\":\"question\",\"count\":3,\"urgent\":True}",
                "FIELD_NAME # {\"Titel\":\"Ann's\",\"kind\":\"question\",\"count\":3,\"urgent\":true}",
                "CHOICE # {\"title\":\"Ann's\",\"kind\":\"Qestion\",\"count\":3,\"urgent\":true}",
                "NUMBER # {\"title\":\"Ann's\",\"kind\":\"question\",\"count\":\" 3\",\"urgent\":true}",
                "NUMBER # {\"title\":\"Ann's\",\"kind\":\"question\",\"count\":3.0,\"urgent\":true}",
                "YES_NO # {\"title\":\"Ann's\",\"kind\":\"question\",\"count\":3,\"urgent\":\"Yes\"}"
            })
    void oneFaultIsMendedAndNamed(Repair repair, String raw) {
        assertThat(read(raw.replace('/', '\n')))
                .isEqualTo(new OutputReader.Reading(RIGHT, Optional.empty(), List.of(repair)));
    }

    @Test
    void manyFaultsAreMendedTogether() {
        assertThat(read("Here it is:\n```python\n{'title': “Ann's”, kind: 'QUESTION', 'cuont': '3', 'urgent': True,"))
                .isEqualTo(new OutputReader.Reading(
                        RIGHT,
                        Optional.empty(),
                        List.of(
                                Repair.FENCE,
                                Repair.SURROUNDING_TEXT,
                                Repair.QUOTES,
                                Repair.UNQUOTED_NAME,
                                Repair.TRAILING_COMMA,
                                Repair.MISSING_BRACKET,
                                Repair.PYTHON_LITERAL,
                                Repair.FIELD_NAME,
                                Repair.CHOICE,
                                Repair.NUMBER)));
    }

    @Test
    void aNumberBecomesTheTextThatItWasWrittenAs() {
        assertThat(read("{\"title\":12.50,\"kind\":\"done\",\"count\":1}").artefact())
                .contains("\"title\":\"12.50\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "{\"title\":\"123456789012345678901\",\"kind\":\"done\",\"count\":1} # field 'title' has 21 characters; at most 20 are allowed",
                "{\"title\":\"a\",\"kind\":\"impossible\",\"count\":1} # field 'kind' is \"impossible\"; legal are question, possible, done",
                "{\"title\":\"a\",\"kind\":\"done\",\"count\":\"1,200\"} # field 'count' must be an integer, got \"1,200\"",
                "{\"title\":\"a\",\"kind\":\"done\",\"count\":1,\"urgent\":\"maybe\"} # field 'urgent' must be true or false, got \"maybe\"",
                "{\"titl\":\"a\",\"titel\":\"b\",\"kind\":\"done\",\"count\":1} # field 'titl' is unknown; fields are title, kind, count, urgent; field 'titel' is unknown; fields are title, kind, count, urgent; field 'title' is missing",
                "{\"title\":\"a\",\"kind\":\"done\",\"count\":1} {\"title\":\"b\",\"kind\":\"done\",\"count\":1} # the reply holds 2 objects that differ; write one"
            })
    void whatWouldBeAGuessStaysUnreadable(String raw, String problem) {
        assertThat(read(raw).unreadable()).contains(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"title\":\"cut in the mid", "{\"title\":\"a\",\"title\":\"b\",\"kind\":\"done\",\"count\":1}"
            })
    void aCutTextAndADoubledNameStayUnreadable(String raw) {
        assertThat(read(raw).unreadable().orElseThrow()).startsWith("the reply is not a JSON object: ");
    }

    @Test
    void hostileRepliesEndInAProblem() {
        assertThat(read("{\"a\":".repeat(9000)).unreadable()).isPresent();
        assertThat(read("[{".repeat(30_000)).unreadable()).isPresent();
        assertThat(read("x".repeat(70_000)).unreadable())
                .contains("the reply has 70000 characters; at most 65536 are read as fields");
        assertThat(read("{\"title\":\"a\",\"kind\":\"done\",\"count\":1e999999999}")
                        .unreadable())
                .isPresent();
        assertThat(read("{}".repeat(30_000)).unreadable()).isPresent();
    }

    @Test
    void aRepairPromptNamesTheErrorAndTheShape() {
        List<Turn> asked = List.of(new Turn(Turn.Role.USER, "Read this."));
        OutputReader.Reading reading = read("none".repeat(200));
        Reply reply = new Reply(reading.artefact(), Reply.Finish.STOP, Usage.NONE, reading.unreadable());

        List<Turn> turns = RepairPrompt.turns(asked, fields(), reply);

        assertThat(turns).hasSize(3);
        assertThat(turns.get(1)).isEqualTo(new Turn(Turn.Role.ASSISTANT, "none".repeat(150) + " ..."));
        assertThat(turns.get(2).text())
                .startsWith("That cannot be used: the reply is not a JSON object: ")
                .endsWith(
                        ". Answer again with one JSON object and nothing else: {\"title\": a text of at most 20 characters,"
                                + " \"kind\": \"question\" or \"possible\" or \"done\", \"count\": a whole number,"
                                + " \"urgent\": true or false (may be left out)}.");
    }

    @Test
    void anEmptyReplyIsAskedForAgainInTheSameTurn() {
        Reply empty = new Reply("", Reply.Finish.STOP, Usage.NONE, Optional.of("the model answered with nothing"));

        assertThat(RepairPrompt.turns(List.of(new Turn(Turn.Role.USER, "Say it.")), new Output.Text(), empty))
                .containsExactly(new Turn(
                        Turn.Role.USER,
                        "Say it.\n\nThat cannot be used: the model answered with nothing. Answer again."));
        assertThatThrownBy(() -> RepairPrompt.turns(List.of(), new Output.Text(), Reply.of("a", Usage.NONE)))
                .hasMessage("the reply is readable; there is nothing to repair");
    }
}
