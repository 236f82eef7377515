package io.github.smallwright.orchestration.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smallwright.orchestration.graph.GraphException;
import io.github.smallwright.orchestration.run.Outcome;
import io.github.smallwright.orchestration.testkit.ScriptedModel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubgraphTest {

    private final Scripted scripted = new Scripted();
    private final ScriptedModel writer = scripted.model("writer");
    private final ScriptedModel editor = scripted.model("editor");

    @AfterEach
    void close() {
        scripted.close();
    }

    private static final String CALLER =
            """
            input: { topic: text }
            output: polish
            agents:
              writer: { models: [writer], prompt: "Write on {{input.topic}}\\n" }
            nodes:
              draft: { agent: writer }
              polish: { subgraph: polish.yaml, with: { text: draft } }
            edges: [ start -> draft -> polish -> end ]
            """;

    private String called() {
        return scripted.head("polish")
                + """
                input: { text: text, tone: { type: text, default: dry } }
                output: again
                agents:
                  editor: { models: [editor], prompt: "Polish {{input.text}}, {{input.tone}}\\n" }
                  last: { models: [editor], prompt: "Again {{once}}\\n" }
                nodes:
                  once: { agent: editor }
                  again: { agent: last, gates: [ { length: { max: 3 } } ] }
                edges: [ start -> once -> again -> end ]
                """;
    }

    @Test
    void aCalledGraphSeesItsInputsAndYieldsItsOutput() {
        writer.replies("draft");
        editor.replies("polished").replies("twice");
        scripted.file("polish.yaml", called());
        Run run = scripted.start(CALLER, Inputs.of("topic", "tides"));

        assertThat(run.await(Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(
                        Outcome.Unaccepted.class, it -> assertThat(it.text()).isEqualTo("twice"));
        assertThat(editor.prompts()).containsExactly("Polish draft, dry", "Again polished");
        assertThat(Scripted.ends(run))
                .containsExactly("/draft DONE", "/polish/once DONE", "/polish/again DONE", "/polish DONE");
    }

    @Test
    void theEndOfACalledGraphIsThatOfTheCallAndMayBeCaught() {
        writer.replies("draft").replies("rescued");
        editor.replies("polished").replies("far too many words");
        scripted.file("polish.yaml", called());
        String caught = CALLER.replace("output: polish", "output: rescue")
                        .replace(
                                "agents:\n",
                                "agents:\n  rescuer: { models: [writer], prompt: \"Rescue {{draft}}\\n\" }\n")
                        .replace("edges: [ start -> draft -> polish -> end ]", "  rescue: { agent: rescuer }\n")
                + "edges:\n  - start -> draft -> polish\n  - polish -> end\n"
                + "  - polish -> rescue: { outcome: abstained }\n  - rescue -> end\n";
        Run run = scripted.start(caught, Inputs.of("topic", "tides"));

        assertThat(run.await(Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(
                        Outcome.Unaccepted.class, it -> assertThat(it.text()).isEqualTo("rescued"));
        assertThat(Scripted.ends(run)).contains("/polish/again ABSTAINED", "/polish ABSTAINED", "/rescue DONE");
    }

    @Test
    void aGraphIsCalledForEachItem() {
        editor.replies("p1").replies("t1").replies("p2").replies("t2");
        scripted.file("polish.yaml", called());
        Run run = scripted.start(
                """
                input: { texts: json }
                output: polish
                agents: {}
                nodes:
                  polish: { subgraph: polish.yaml, each: input.texts, parallel: 1, with: { text: item } }
                """,
                Inputs.from(new com.fasterxml.jackson.databind.ObjectMapper()
                        .createObjectNode()
                        .set(
                                "texts",
                                com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                                        .arrayNode()
                                        .add("one")
                                        .add("two"))));

        assertThat(run.await(Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(
                        Outcome.Unaccepted.class, it -> assertThat(it.text()).isEqualTo("[\"t1\",\"t2\"]"));
        assertThat(editor.prompts()).element(2).isEqualTo("Polish two, dry");
        assertThat(Scripted.ends(run))
                .contains("/polish[1]/polish/again DONE", "/polish[1]/polish DONE", "/polish DONE");
    }

    @Test
    void aCalledGraphDoesNotSeeWhatIsAround() {
        scripted.file("polish.yaml", called().replace("{{input.text}}", "{{draft}}"));

        assertThatThrownBy(() -> scripted.graph(CALLER))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("polish.yaml:")
                .hasMessageContaining("{{draft}}");
    }

    @Test
    void whatACallGivesIsHeldAgainstWhatTheGraphDeclares() {
        scripted.file("polish.yaml", called());

        assertThatThrownBy(() -> scripted.graph(CALLER.replace("text: draft", "txt: draft")))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("graph 'polish' has no input 'txt'")
                .hasMessageContaining("did you mean 'text'?")
                .hasMessageContaining("input 'text' of graph 'polish' is missing");
        assertThatThrownBy(() -> scripted.graph(CALLER.replace("polish.yaml", "../polish.yaml")))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("lies outside the graph's folder");
        assertThatThrownBy(() -> scripted.graph(CALLER.replace("subgraph: polish.yaml", "subgraph: graph.yaml")))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'graph.yaml' calls itself");
        assertThatThrownBy(() -> scripted.graph(CALLER.replace("with:", "attempts: 2, with:")))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'attempts' belongs to a node with an agent");
    }
}
