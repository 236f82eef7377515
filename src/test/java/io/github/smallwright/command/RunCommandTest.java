package io.github.smallwright.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code run} shows, and with which code it exits, for each way in which a run ends. */
class RunCommandTest {

    @TempDir
    Path folder;

    private ScriptedServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private Command run(String model, String settings, String... options) throws IOException {
        Path graph = Files.writeString(
                folder.resolve("graph.yaml"),
                """
                smallwright: 1
                graph: notice
                models: { writer: "openai:%s", judge: "openai:judge" }
                agents:
                  writer: { models: [writer], prompt: "Write a notice, größer als sonst.\\n" }
                  judge: { models: [judge], prompt: "Good? {{candidate}}\\n", output: { ok: yes/no } }
                nodes:
                  write: { agent: writer, %s }
                """
                        .formatted(model, settings));
        List<String> arguments = new ArrayList<>(List.of("run", graph.toString()));
        arguments.addAll(List.of(options));
        return Command.of(arguments.toArray(String[]::new))
                .with("SMALLWRIGHT_HOME", server.home(folder).toString());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | writer | 'gates: [ { judge: judge, accept: reply.ok } ]' | accepted, judged by openai:judge, not checked",
                "3 | writer | 'gates: [ { length: { max: 2 } } ], attempts: 2' | abstained",
                "5 | broken | 'timeout: 1m' | failed",
                "5 | silent | 'timeout: 1m' | failed",
                "5 | endless | 'timeout: 2s' | no reply within 2000 ms",
                "5 | writer | 'gates: [ { length: { max: 2 } } ], otherwise: fail' | failed",
                "6 | writer | 'timeout: 1m' | unaccepted",
                "6 | writer | 'gates: [ { length: { max: 2 } } ], otherwise: best' | unaccepted",
            })
    void eachEndHasItsCodeAndSaysWhy(int code, String model, String settings, String words) throws Exception {
        Command.Finished finished = run(model, settings).run();

        assertThat(finished.code()).as(finished.toString()).isEqualTo(code);
        assertThat(finished.out()).contains(words).contains("cost: ");
        assertThat(finished.err()).isEmpty();
    }

    @Test
    void proseInsteadOfFieldsLeavesAJudgeUnsureAndNothingAccepted() throws Exception {
        Command command = run("writer", "gates: [ { judge: judge, accept: reply.ok } ]");
        Path graph = folder.resolve("graph.yaml");
        Files.writeString(graph, Files.readString(graph).replace("openai:judge", "openai:prose"));
        Command.Finished finished = command.run();

        assertThat(finished.code()).as(finished.toString()).isEqualTo(3);
        assertThat(finished.out())
                .contains("gate[judge]")
                .contains("unreadable")
                .contains("abstained");
    }

    @Test
    void everyLineOfJsonIsOneObjectAndTheLastIsTheOutcome() throws Exception {
        Command.Finished finished =
                run("writer", "timeout: 1m", "--json", "--seed", "4").run();

        ObjectMapper json = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : finished.out().split("\n", -1)) {
            if (!line.isEmpty()) {
                lines.add(json.readTree(line));
            }
        }
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.path("event").asText()).isNotEmpty());
        assertThat(lines.get(0).path("event").asText()).isEqualTo("RunStarted");
        JsonNode outcome = lines.get(lines.size() - 1);
        assertThat(outcome.path("event").asText()).isEqualTo("Outcome");
        assertThat(outcome.path("outcome").asText()).isEqualTo("Unaccepted");
        assertThat(outcome.path("text").asText()).isEqualTo("Zwölf words or so.");
        assertThat(outcome.path("exit").asInt()).isEqualTo(6).isEqualTo(finished.code());
    }

    @Test
    void aLocaleWithoutUtf8ChangesNothing() throws Exception {
        Command.Finished finished = run("writer", "timeout: 1m")
                .with("LC_ALL", "POSIX")
                .with("LANG", "C")
                .run();

        assertThat(finished.code()).isEqualTo(6);
        assertThat(finished.out()).contains("Zwölf words or so.");
    }

    @Test
    void aPipeGetsNoEscapeCodesEvenIfThereIsATerminalSomewhere() throws Exception {
        Command.Finished finished =
                run("writer", "timeout: 1m").with("TERM", "xterm-256color").run();

        assertThat(finished.out()).doesNotContain("\u001b");
    }

    @Test
    void noColorOnATerminalMeansNoColours() throws Exception {
        Command.Finished finished = run("writer", "timeout: 1m")
                .option("-Dsmallwright.terminal=true")
                .with("NO_COLOR", "1")
                .run();

        assertThat(finished.code()).isEqualTo(6);
        assertThat(finished.out()).doesNotContain("\u001b[3").doesNotContain("\u001b[1m");
    }

    @Test
    void anInterruptCancelsTheRunShowsItsEndAndExitsWith130() throws Exception {
        try (Command.Started started = run("endless", "timeout: 2m").start()) {
            started.awaitWords("first tokens arrive");
            new ProcessBuilder("kill", "-INT", Long.toString(started.process().pid()))
                    .start()
                    .waitFor();
            Command.Finished finished = started.finish();

            assertThat(finished.code()).isEqualTo(130);
            assertThat(finished.out()).contains("cancelled");
        }
    }

    @Test
    void anInterruptedRunStillWritesItsOutcomeAsJson() throws Exception {
        try (Command.Started started = run("endless", "timeout: 2m", "--json").start()) {
            started.awaitWords("\"event\":\"Asked\"");
            new ProcessBuilder("kill", "-TERM", Long.toString(started.process().pid()))
                    .start()
                    .waitFor();
            Command.Finished finished = started.finish();

            List<String> lines = finished.out().lines().toList();
            JsonNode outcome = new ObjectMapper().readTree(lines.get(lines.size() - 1));
            assertThat(finished.code()).isEqualTo(130);
            assertThat(outcome.path("outcome").asText()).isEqualTo("Cancelled");
            assertThat(outcome.path("exit").asInt()).isEqualTo(130);
        }
    }

    @Test
    void aTerminalThatCanShowNothingGetsPlainLines() throws Exception {
        Command.Finished finished = run("writer", "timeout: 1m")
                .option("-Dsmallwright.terminal=true")
                .with("TERM", "dumb")
                .run();

        assertThat(finished.out())
                .contains("write attempt 1: openai:writer asked")
                .doesNotContain("\u001b");
    }

    @Test
    void aHostsFileThatIsWrongIsNamedAndItsValuesAreNotShown() throws Exception {
        Command command = run("writer", "timeout: 1m");
        Files.writeString(folder.resolve("models.yaml"), "default: {base-url: 'http://127.0.0.1', key: very-secret}\n");
        Command.Finished finished = command.run();

        assertThat(finished.code()).as(finished.toString()).isEqualTo(2);
        assertThat(finished.err()).contains("models.yaml: host 'default'").doesNotContain("very-secret");
    }

    @Test
    void aKeyThatIsNotSetIsNamedBeforeAnythingIsAsked() throws Exception {
        Command command = run("writer", "timeout: 1m");
        Path hosts = folder.resolve("models.yaml");
        Files.writeString(hosts, Files.readString(hosts).replace("key-env: none", "key-env: NO_SUCH_KEY"));
        Command.Finished finished = command.run();

        assertThat(finished.code()).as(finished.toString()).isEqualTo(4);
        assertThat(finished.out()).contains("NO_SUCH_KEY is not set", "export NO_SUCH_KEY");
        assertThat(server.requests).hasValue(0);
    }

    @Test
    void noNetworkEndsInFailureNamingTheHost() throws Exception {
        Command command = run("writer", "timeout: 1m");
        server.close();
        Command.Finished finished = command.run();

        assertThat(finished.code()).as(finished.toString()).isEqualTo(5);
        assertThat(finished.out()).contains("127.0.0.1");
    }
}
