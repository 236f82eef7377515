package io.github.smallwright.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smallwright.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model writes may loop, cheat or vanish; the command judges it, ends in time and leaves no process behind. */
class GateFaultsTest {

    @TempDir
    Path folder;

    private ScriptedServer server;

    @BeforeEach
    void startServer() throws IOException {
        Needs.sandbox();
        server = new ScriptedServer();
    }

    @AfterEach
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    private Command run(String model) throws IOException {
        Path graph = Files.writeString(
                folder.resolve("graph.yaml"),
                """
                smallwright: 1
                graph: number
                input: { tests: python }
                models: { coder: "openai:%s" }
                agents:
                  coder: { models: [coder], prompt: "Write two().\\n", output: python }
                nodes:
                  write: { agent: coder, gates: [ compile, { test: input.tests } ] }
                """
                        .formatted(model));
        Files.writeString(
                folder.resolve("input.yaml"),
                """
                tests: |
                  import candidate
                  import unittest

                  class Two(unittest.TestCase):
                      def test_two(self):
                          self.assertEqual(2, candidate.two())
                """);
        return Command.of("run", graph.toString())
                .with("SMALLWRIGHT_HOME", server.home(folder).toString());
    }

    @Test
    void rightCodeIsAcceptedAsCheckedByItsTests() throws Exception {
        Command.Finished finished = run("right").run();

        assertThat(finished.code()).as(finished.toString()).isZero();
        assertThat(finished.out())
                .contains("accepted, checked by", "test (1 test")
                .contains("Written by openai:right");
    }

    @Test
    void codeThatExitsWithSuccessBeforeItsTestsIsNotAccepted() throws Exception {
        Command.Finished finished = run("exits").run();

        assertThat(finished.code()).as(finished.toString()).isEqualTo(3);
        assertThat(finished.out()).doesNotContain("accepted, checked").contains("gate[test]: revise");
    }

    @Test
    void anInterruptWhileCodeLoopsInTheJailEndsBoth() throws Exception {
        try (Command.Started started = run("loops").start()) {
            List<ProcessHandle> jailed = jailed(started);
            new ProcessBuilder("kill", "-INT", Long.toString(started.process().pid()))
                    .start()
                    .waitFor();
            Command.Finished finished = started.finish();

            assertThat(finished.code()).isEqualTo(130);
            assertThat(finished.out()).contains("cancelled");
            Command.awaitEnd(jailed);
        }
    }

    @Test
    void aCommandThatIsKilledLeavesNoJail() throws Exception {
        try (Command.Started started = run("loops").start()) {
            List<ProcessHandle> jailed = jailed(started);
            started.process().destroyForcibly();

            Command.awaitEnd(jailed);
        }
    }

    /** The processes of the jail, once the candidate runs in it. */
    private static List<ProcessHandle> jailed(Command.Started started) throws Exception {
        started.awaitWords("gate[compile]: accepted");
        Command.await("a jailed process", 20, () -> started.process()
                .descendants()
                .anyMatch(process -> process.info().command().orElse("").contains("python")));
        return started.process().descendants().toList();
    }
}
