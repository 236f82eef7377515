package io.github.smallwright.orchestration.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.smallwright.orchestration.graph.GraphException;
import io.github.smallwright.orchestration.run.Assurance;
import io.github.smallwright.orchestration.run.Outcome;
import io.github.smallwright.orchestration.run.RunEvent;
import io.github.smallwright.orchestration.run.StopReason;
import io.github.smallwright.orchestration.testkit.ScriptedModel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MapTest {

    private final Scripted scripted = new Scripted();
    private final ScriptedModel writer = scripted.model("writer");
    private final ScriptedModel editor = scripted.model("editor");

    @AfterEach
    void close() {
        scripted.close();
    }

    private static final String GRAPH =
            """
            input: { topics: json }
            output: join
            agents:
              writer: { models: [writer], prompt: "No. {{index}}: {{item.name}}\\n" }
              editor: { models: [editor], prompt: "Join {{write}}\\n" }
            nodes:
              write: { agent: writer, each: input.topics, parallel: 2, gates: [ { length: { max: 3 } } ] }
              join: { agent: editor }
            edges: [ start -> write -> join -> end ]
            """;

    private static Inputs topics(String... names) {
        ObjectNode inputs = new ObjectMapper().createObjectNode();
        var list = inputs.putArray("topics");
        for (String name : names) {
            list.addObject().put("name", name);
        }
        return Inputs.from(inputs);
    }

    @Test
    void eachItemIsWrittenAndTheListKeepsItsOrder() {
        writer.replies("slow", Duration.ofSeconds(3))
                .replies("quick", Duration.ofSeconds(1))
                .replies("last", Duration.ofSeconds(1));
        editor.replies("joined");
        Run run = scripted.start(GRAPH, topics("tides", "moon", "sand"));
        scripted.time.pass(Duration.ofSeconds(3));

        assertThat(run.await(Duration.ofSeconds(10))).isInstanceOf(Outcome.Unaccepted.class);
        assertThat(writer.prompts()).containsExactly("No. 0: tides", "No. 1: moon", "No. 2: sand");
        assertThat(editor.prompts()).containsExactly("Join [\"slow\",\"quick\",\"last\"]");
        assertThat(Scripted.ends(run))
                .containsExactly(
                        "/write[1]/write DONE",
                        "/write[2]/write DONE",
                        "/write[0]/write DONE",
                        "/write DONE",
                        "/join DONE");
    }

    @Test
    void noMoreItemsRunAtOnceThanTheGraphSays() {
        writer.hangs().hangs();
        Run run = scripted.start(GRAPH, topics("a", "b", "c", "d"));
        scripted.time.pass(Duration.ofSeconds(1));

        assertThat(writer.prompts()).hasSize(2);
        run.cancel("enough");
        assertThat(run.await(Duration.ofSeconds(10))).isInstanceOf(Outcome.Cancelled.class);
        assertThat(Scripted.ends(run))
                .containsExactly(
                        "/write[0]/write CANCELLED",
                        "/write[1]/write CANCELLED",
                        "/write CANCELLED",
                        "/join CANCELLED");
    }

    @Test
    void anEmptyListYieldsAnEmptyListAndClaimsNothing() {
        editor.replies("joined");
        Run run = scripted.start(GRAPH, topics());

        assertThat(run.await(Duration.ofSeconds(10))).isInstanceOf(Outcome.Unaccepted.class);
        assertThat(editor.prompts()).containsExactly("Join []");
        assertThat(Scripted.events(run))
                .filteredOn(RunEvent.NodeEnded.class::isInstance)
                .first()
                .isInstanceOfSatisfying(RunEvent.NodeEnded.class, it -> assertThat(it.assurance())
                        .isEqualTo(Assurance.UNCHECKED));
    }

    @Test
    void theFirstItemThatEndsBadlyCancelsTheOthersAndIsTheMapsEnd() {
        writer.hangs().replies("far too many words", Duration.ofSeconds(1));
        Run run = scripted.start(GRAPH, topics("a", "b", "c"));
        scripted.time.pass(Duration.ofSeconds(1));

        Outcome outcome = run.await(Duration.ofSeconds(10));
        assertThat(outcome).isInstanceOf(Outcome.Abstained.class);
        assertThat(outcome.reason().where()).isEqualTo("/write[1]/write");
        assertThat(Scripted.ends(run))
                .containsExactly(
                        "/write[1]/write ABSTAINED", "/write[0]/write CANCELLED", "/write ABSTAINED", "/join SKIPPED");
    }

    @Test
    void aPartialMapReportsHowEachItemEnded() {
        writer.replies("one").replies("far too many words").replies("three");
        editor.replies("joined");
        Outcome outcome =
                scripted.run(GRAPH.replace("parallel: 2", "parallel: 1, partial: true"), topics("a", "b", "c"));

        assertThat(outcome).isInstanceOf(Outcome.Unaccepted.class);
        assertThat(editor.prompts())
                .containsExactly("Join [{\"index\":0,\"end\":\"done\",\"value\":\"one\"},"
                        + "{\"index\":1,\"end\":\"abstained\"},{\"index\":2,\"end\":\"done\",\"value\":\"three\"}]");
    }

    @Test
    void manyItemsThatEndAtOnceNeedNoDeepStack() {
        writer.thenAlways(prompt -> "far too many words");
        editor.thenAlways(prompt -> "joined");
        String[] names = new String[20_000];
        java.util.Arrays.fill(names, "x");
        Outcome outcome = scripted.run(GRAPH.replace("parallel: 2", "partial: true"), topics(names));

        assertThat(outcome).isInstanceOf(Outcome.Unaccepted.class);
        assertThat(outcome.cost().calls()).isEqualTo(20_001);
    }

    @Test
    void whatIsNoListFailsNamingPathAndValue() {
        Outcome outcome = scripted.run(GRAPH, Inputs.of("topics", "tides"));

        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.reason())
                .isEqualTo(new StopReason(
                        StopReason.Code.CONDITION, "/write", "'each: input.topics' is no list: \"tides\""));
    }

    @Test
    void theItemIsReadOnlyWhereThereIsOne() {
        assertThatThrownBy(() -> scripted.graph(GRAPH.replace("Join {{write}}", "Join {{item}}")))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("slot {{item}} is only there at a node with 'each', and 'join' has none");
        assertThatThrownBy(() -> scripted.graph(GRAPH.replace("each: input.topics, ", "")))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'parallel' belongs to 'each'");
    }

    @Test
    void aMapMayGoOverTheListOfAnother() {
        writer.replies("a").replies("b");
        editor.replies("A").replies("B");
        Run run = scripted.start(
                """
                input: { topics: json }
                output: edit
                agents:
                  writer: { models: [writer], prompt: "Write {{item.name}}\\n" }
                  editor: { models: [editor], prompt: "Edit {{item}}\\n" }
                nodes:
                  write: { agent: writer, each: input.topics }
                  edit: { agent: editor, each: write }
                edges: [ start -> write -> edit -> end ]
                """,
                topics("x", "y"));

        assertThat(run.await(Duration.ofSeconds(10))).isInstanceOfSatisfying(Outcome.Unaccepted.class, it -> {
            assertThat(it.text()).isEqualTo("[\"A\",\"B\"]");
            assertThat(it.author()).isEqualTo("java:editor");
        });
        assertThat(editor.prompts()).containsExactly("Edit a", "Edit b");
    }
}
