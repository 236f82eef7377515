package io.github.smallwright.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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

    @ParameterizedTest
    @ValueSource(strings = {"run nowhere.yaml", "rum", "run --sed 3 x", "models fetch no-such-model", "run -i topic x"})
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
