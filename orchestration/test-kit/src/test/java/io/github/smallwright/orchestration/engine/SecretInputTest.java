package io.github.smallwright.orchestration.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smallwright.orchestration.graph.GraphException;
import io.github.smallwright.orchestration.journal.InMemoryJournal;
import io.github.smallwright.orchestration.run.Outcome;
import io.github.smallwright.orchestration.run.RunEvent;
import io.github.smallwright.orchestration.testkit.ScriptedModel;
import io.github.smallwright.tools.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SecretInputTest {

    private static final String GRAPH =
            """
            input: { place: text, key: { type: text, secret: true } }
            output: write
            agents:
              writer: { models: [writer], prompt: "Weather: {{look}}\\n" }
            nodes:
              look: { tool: java:look, with: { place: input.place, key: input.key } }
              write: { agent: writer }
            edges: [ start -> look -> write -> end ]
            """;

    private final InMemoryJournal journal = InMemoryJournal.create();
    private final Scripted scripted = new Scripted(journal);
    private final ScriptedModel writer = scripted.model("writer");

    @AfterEach
    void close() {
        scripted.close();
    }

    @Test
    void aSecretReachesTheToolAndNotTheJournal() {
        List<String> keys = new ArrayList<>();
        writer.replies("It rains.");
        scripted.tool(Tool.function(
                "look",
                given -> {
                    keys.add(given.get("key"));
                    return "rain in " + given.get("place");
                },
                "place",
                "key"));
        Run run = scripted.start(GRAPH, Inputs.of("place", "Ghent").and("key", "s3cret-key"));

        assertThat(run.await(Duration.ofSeconds(10))).isInstanceOf(Outcome.Unaccepted.class);
        assertThat(keys).containsExactly("s3cret-key");
        List<RunEvent> events = Scripted.events(run);
        assertThat(events.toString()).doesNotContain("s3cret-key");
        List<String> contents = new ArrayList<>();
        for (RunEvent event : events) {
            if (event instanceof RunEvent.RunStarted it) {
                contents.add(content(run, it.inputs()));
            } else if (event instanceof RunEvent.NodePrepared it) {
                contents.add(content(run, it.digest()));
            }
        }
        assertThat(contents).containsExactly("{\"place\":\"Ghent\"}", "{\"place\":\"Ghent\"}");
    }

    private String content(Run run, String digest) {
        return Optional.ofNullable(journal.content(run.id(), digest).block()).orElseThrow();
    }

    @Test
    void aSecretIsRefusedWhereItWouldBeJournaled() {
        scripted.tool(Tool.function("look", given -> "x", "place", "key"));

        assertThatThrownBy(() -> scripted.graph(GRAPH.replace(
                        "look -> write -> end ]",
                        "look, look -> write: { when: 'input.key == \"x\"' }, write -> end ]")))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("input 'key' is secret and may not stand in a condition");
        assertThatThrownBy(() -> scripted.graph(GRAPH.replace(
                        "write: { agent: writer }", "write: { agent: writer, gates: [ { test: input.key } ] }")))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'input.key' is secret and would be journaled here");
    }
}
