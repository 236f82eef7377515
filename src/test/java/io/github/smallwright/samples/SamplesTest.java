package io.github.smallwright.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.smallwright.Needs;
import io.github.smallwright.command.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The samples on real models. Which answer a model gives is luck; what may be claimed of it is not. */
class SamplesTest {

    private static final String SMALL = "qwen2.5-coder-0.5b";
    private static final String LARGE = "qwen2.5-coder-1.5b";

    private static String sample(String name) throws IOException {
        return Path.of("../../samples", name).toRealPath().toString();
    }

    private static List<JsonNode> lines(Command.Finished finished) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : finished.out().split("\n", -1)) {
            if (!line.isEmpty()) {
                lines.add(new ObjectMapper().readTree(line));
            }
        }
        return lines;
    }

    private static List<String> said(List<JsonNode> lines, String event, String field) {
        return lines.stream()
                .filter(line -> line.path("event").asText().equals(event))
                .map(line -> line.path(field).asText())
                .toList();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "code-and-check/graph.yaml, code-and-check/tasks/java-1-count-vowels.yaml",
        "code-and-check/python.yaml, code-and-check/tasks/python-1-count-vowels.yaml"
    })
    void codeIsAcceptedOnlyWhenItsTestsHavePassed(String graph, String input) throws Exception {
        Needs.sandbox();
        Needs.models(SMALL, LARGE);
        Command.Finished finished = Command.of("run", sample(graph), "--input", sample(input), "--json")
                .run();
        List<JsonNode> lines = lines(finished);
        JsonNode outcome = lines.get(lines.size() - 1);

        assertThat(finished.code()).as(finished.toString()).isIn(0, 3);
        EventOrder.check(lines.subList(0, lines.size() - 1));
        assertThat(outcome.path("cost").path("promptTokens").asInt()).isPositive();
        assertThat(outcome.path("cost").path("replyTokens").asInt()).isPositive();
        if (finished.code() == 0) {
            assertThat(outcome.path("assurance").asText()).isEqualTo("CHECKED");
            assertThat(outcome.path("evidence")).anySatisfy(one -> {
                assertThat(one.path("gate").asText()).isEqualTo("test");
                assertThat(one.path("note").asText()).matches("\\d+ tests passed");
            });
            String digest = outcome.path("digest").asText();
            assertThat(digest).isEqualTo(EventOrder.sha256(outcome.path("text").asText()));
            assertThat(lines).anySatisfy(line -> {
                assertThat(line.path("event").asText()).isEqualTo("Judged");
                assertThat(line.path("task").path("part").asText()).isEqualTo("gate[test]");
                assertThat(line.path("digest").asText()).isEqualTo(digest);
                assertThat(line.path("verdict").toString()).contains("tests passed");
            });
            assertThat(outcome.path("author").asText()).isIn("local:" + SMALL, "local:" + LARGE);
        } else {
            assertThat(outcome.path("reason").path("code").asText()).isEqualTo("ATTEMPTS");
            assertThat(said(lines, "AttemptEnded", "feedback")).hasSize(6);
        }
    }

    @Test
    void aNoticeIsJudgedByAnotherModelAndNeverCalledChecked() throws Exception {
        Needs.models(SMALL, LARGE);
        Command.Finished finished =
                Command.of("run", sample("write-and-review"), "--plain").run();

        assertThat(finished.code()).as(finished.toString()).isIn(0, 3, 6);
        assertThat(finished.out()).doesNotContain("accepted, checked");
        assertThat(finished.out()).doesNotContain("gate[subject-judge]: local:" + SMALL + " asked");
        if (finished.code() == 0) {
            assertThat(finished.out()).contains("judged by local:" + LARGE + ", not checked");
        }
    }

    @Test
    void anInterruptWhileAModelStreamsEndsTheRunAndItsWorker() throws Exception {
        Needs.models(SMALL, LARGE);
        try (Command.Started started =
                Command.of("run", sample("write-and-review"), "--plain").start()) {
            started.awaitWords("first tokens arrive");
            List<ProcessHandle> workers = started.process().descendants().toList();
            assertThat(workers).isNotEmpty();
            new ProcessBuilder("kill", "-INT", Long.toString(started.process().pid()))
                    .start()
                    .waitFor();
            Command.Finished finished = started.finish();

            assertThat(finished.code()).isEqualTo(130);
            assertThat(finished.out()).contains("cancelled");
            Command.awaitEnd(workers);
        }
    }

    @Test
    void aCommandThatIsKilledLeavesNoWorker() throws Exception {
        Needs.models(SMALL, LARGE);
        try (Command.Started started =
                Command.of("run", sample("write-and-review"), "--plain").start()) {
            started.awaitWords("first tokens arrive");
            List<ProcessHandle> workers = started.process().descendants().toList();
            assertThat(workers).isNotEmpty();
            started.process().destroyForcibly();

            Command.awaitEnd(workers);
        }
    }

    @Test
    void aWorkerThatIsKilledWhileItStreamsIsReplacedAndTheRunEndsAsItShould() throws Exception {
        Needs.models(SMALL, LARGE);
        try (Command.Started started =
                Command.of("run", sample("write-and-review"), "--plain").start()) {
            started.awaitWords("first tokens arrive");
            started.process().descendants().forEach(ProcessHandle::destroyForcibly);
            Command.Finished finished = started.finish();

            assertThat(finished.code()).as(finished.toString()).isIn(0, 3, 6);
            assertThat(finished.out())
                    .contains("its process ended with status 137")
                    .contains("cost: ");
        }
    }
}
