package io.github.smallwright.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input exits with 2, names the place, the value and the remedy, and starts nothing. */
class BadInputTest {

    private static final String GRAPH =
            """
            smallwright: 1
            graph: note
            input: { topic: text }
            models: { small: local:smollm2-135m }
            agents:
              writer: { models: [small], prompt: "Write about {{input.topic}}\\n" }
            nodes:
              write: { agent: writer }
            """;

    @TempDir
    Path folder;

    private Command.Finished validate(String yaml) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("graph.yaml"), yaml);
        return Command.of("validate", file.toString()).run();
    }

    @Test
    void severalMistakesAreSaidAtOnceWithPlaceAndNearestName() throws Exception {
        Command.Finished finished = validate(GRAPH.replace("local:smollm2-135m", "local:smollm2-136m")
                .replace("agent: writer", "agent: writer, attempt: 0")
                .replace("{{input.topic}}", "{{input.topik}}"));

        assertThat(finished.code()).isEqualTo(2);
        assertThat(finished.err())
                .contains("graph.yaml:4:18: ", "smollm2-136m", "smollm2-135m")
                .contains("graph.yaml:8:27: unknown key 'attempt'", "did you mean 'attempts'?")
                .contains("{{input.topik}}")
                .doesNotContain("\tat ", "Exception");
    }

    @Test
    void anEmptyFileAndOneOfTenMegabytesAreRefused() throws Exception {
        assertThat(validate("").err()).contains("graph.yaml").contains("smallwright: 1");

        Command.Finished large = validate("#".repeat(10 << 20));
        assertThat(large.code()).isEqualTo(2);
        assertThat(large.err()).contains("the file has 10485760 bytes; expected at most 1048576");
    }

    @Test
    void aliasesCannotGrowAFile() throws Exception {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        Command.Finished finished = validate(bomb + GRAPH);

        assertThat(finished.code()).isEqualTo(2);
        assertThat(finished.err()).contains("graph.yaml:2:10: '*a0' is an alias; expected the value itself");
    }

    @Test
    void inputsThatAreMissingUnknownOrOfAWrongFormAreNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("graph.yaml"), GRAPH);
        Command.Finished missing = Command.of("run", file.toString()).run();
        Command.Finished unknown =
                Command.of("run", file.toString(), "-i", "topik=tides").run();
        Path input = Files.writeString(folder.resolve("bad.yaml"), "topic: [unclosed\n");
        Command.Finished unread =
                Command.of("run", file.toString(), "--input", input.toString()).run();

        assertThat(List.of(missing.code(), unknown.code(), unread.code())).containsOnly(2);
        assertThat(missing.err()).contains("input 'topic' (text) is missing");
        assertThat(unknown.err()).contains("input 'topik' is not declared").contains("declared inputs: topic");
        assertThat(unread.err()).contains("bad.yaml");
    }

    @Test
    void valuesOfAWrongTypeAndKeysThatStandTwiceAreNamed() throws Exception {
        Command.Finished types = validate(GRAPH.replace("smallwright: 1", "smallwright: one")
                .replace("models: [small]", "models: {a: b}, max-tokens: many")
                .replace("agent: writer", "agent: writer, attempts: 0, timeout: 5"));
        Command.Finished twice = validate(GRAPH + "graph: other\n");

        assertThat(types.code()).isEqualTo(2);
        assertThat(types.err())
                .contains("graph.yaml:1:14: ", "graph.yaml:6:21: ", "graph.yaml:6:41: ")
                .contains("graph.yaml:8:37: ", "graph.yaml:8:49: ");
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.err()).contains("graph.yaml:9:1: key 'graph' is there twice");
    }

    @Test
    void wrongEdgesSlotsAndFilesAreAllNamed() throws Exception {
        Command.Finished finished = validate(
                """
                smallwright: 1
                graph: note
                output: write
                models: { small: local:smollm2-135m }
                agents:
                  writer: { models: [small], prompt: "Write.\\n{{tone}}\\n" }
                  other: { models: [small], prompt: ../secret.md }
                nodes:
                  write: { agent: writer }
                  lost: { agent: writer }
                  again: { agent: other }
                edges:
                  - start -> write -> again -> write
                  - again -> end
                """);

        assertThat(finished.code()).isEqualTo(2);
        assertThat(finished.err())
                .contains("graph.yaml:6:38: slot {{tone}} is filled by nothing at node 'write'")
                .contains("graph.yaml:7:37: file '../secret.md' lies outside the graph's folder")
                .contains("graph.yaml:10:3: node 'lost' cannot be reached from start")
                .contains("graph.yaml:13:5: nothing ends the cycle write -> again -> write; expected 'max'");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "topic: a\\ntopic: b | :2:6: Duplicate field 'topic'",
                "topic: &a x\\nother: *a | :2:8: '*a' is an alias; write the value itself",
                "topic: a\\n---\\ntopic: b | :3:1: a second document begins here",
                "- topic | must be a mapping",
                "'' | must be a mapping"
            })
    void anInputFileThatCanBeReadInTwoWaysIsRefused(String yaml, String words) throws Exception {
        Path graph = Files.writeString(folder.resolve("graph.yaml"), GRAPH);
        Path input = Files.writeString(folder.resolve("in.yaml"), yaml.replace("\\n", "\n"));
        Command.Finished finished = Command.of("run", graph.toString(), "--input", input.toString(), "--json")
                .run();

        assertThat(finished.code()).isEqualTo(2);
        assertThat(finished.err()).contains("in.yaml").contains(words);
        assertThat(finished.out()).isEmpty();
    }

    @Test
    void anInputFileOfTenMegabytesIsNotRead() throws Exception {
        Path graph = Files.writeString(folder.resolve("graph.yaml"), GRAPH);
        Path input = Files.writeString(folder.resolve("in.yaml"), "topic: " + "x".repeat(10 << 20));
        Command.Finished finished =
                Command.of("run", graph.toString(), "--input", input.toString()).run();

        assertThat(finished.code()).isEqualTo(2);
        assertThat(finished.err()).contains("has 10485767 bytes; at most 4194304 are read");
    }

    @Test
    void oneWrongGraphDoesNotHideTheOthers() throws Exception {
        Path right = Files.writeString(folder.resolve("right.yaml"), GRAPH);
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "smallwright: 2\n");
        Command.Finished finished =
                Command.of("validate", wrong.toString(), right.toString()).run();

        assertThat(finished.code()).isEqualTo(2);
        assertThat(finished.err()).contains("wrong.yaml:1:14: ");
        assertThat(finished.out()).contains("right.yaml: graph 'note' is valid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run nowhere.yaml",
                "rum",
                "run --sed 3 x",
                "models fetch no-such-model",
                "models verify nope",
                "run -i topic x"
            })
    void usageIsExplained(String line) throws Exception {
        Command.Finished finished = Command.of(line.split(" ", -1)).run();

        assertThat(finished.code()).as(finished.toString()).isEqualTo(2);
        assertThat(finished.out()).isEmpty();
        assertThat(finished.err()).isNotBlank().doesNotContain("\tat ");
    }

    @Test
    void everySampleIsValid() throws Exception {
        Path samples = Path.of("../../samples").toRealPath();
        Command.Finished finished = Command.of(
                        "validate",
                        samples.resolve("code-and-check").toString(),
                        samples.resolve("code-and-check/python.yaml").toString(),
                        samples.resolve("write-and-review").toString())
                .run();

        assertThat(finished.code()).as(finished.toString()).isZero();
    }
}
