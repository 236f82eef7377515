package io.github.smallwright.orchestration.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.smallwright.orchestration.graph.Node.AgentNode;
import io.github.smallwright.orchestration.graph.Node.LoopNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes out of graphs that are right. */
final class ResolvedGraphsTest {

    private static final String LOOP = "edges:\n  - start -> draft -> review\n"
            + "  - review -> draft: { when: '!review.ok', max: 3 }\n  - review -> end: { when: review.ok }\n";

    @TempDir
    Path folder;

    @Test
    void aChainResolvesToNodesInOrder() throws IOException {
        AgentGraph graph = GraphTexts.resolve(folder, note()).graph();

        assertThat(graph.name()).isEqualTo("note");
        assertThat(graph.models()).containsExactly("local:s", "local:l");
        assertThat(graph.digest()).matches("[0-9a-f]{64}");
        assertThat(graph.root().nodes()).extracting(Node::name).containsExactly("draft", "review");
        assertThat(graph.root().edges())
                .extracting(Edge::name, Edge::from, Edge::to)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("start -> draft", Edge.START, 0),
                        org.assertj.core.groups.Tuple.tuple("draft -> review", 0, 1),
                        org.assertj.core.groups.Tuple.tuple("review -> end", 1, Edge.END));
        assertThat(((AgentNode) graph.root().nodes().get(0)).attempts()).isEqualTo(1);
    }

    @Test
    void aLoopBecomesOneNodeOfTheScopeAroundIt() throws IOException {
        AgentGraph graph = GraphTexts.resolve(folder, loop()).graph();

        LoopNode loop = (LoopNode) graph.root().nodes().get(0);
        assertThat(graph.root().nodes()).hasSize(1);
        assertThat(loop.name()).isEqualTo("draft");
        assertThat(loop.max()).isEqualTo(3);
        assertThat(loop.body().nodes()).extracting(Node::name).containsExactly("draft", "review");
        assertThat(loop.body().edges())
                .extracting(Edge::name)
                .containsExactly("start -> draft", "draft -> review", "review -> draft", "review -> end");
        assertThat(loop.backs()).containsExactly(2);
        assertThat(loop.exits()).containsExactly(new LoopNode.Exit(3, 1, false, false));
        assertThat(graph.root().edges()).extracting(Edge::name).containsExactly("start -> draft", "review -> end");
    }

    @Test
    void aConditionReadsFieldsAndSaysWhatItCouldNotRead() throws IOException {
        AgentGraph graph = GraphTexts.resolve(folder, loop()).graph();
        LoopNode loop = (LoopNode) graph.root().nodes().get(0);
        Condition condition = loop.body().edges().get(2).when().orElseThrow();
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        values.putObject("review").put("ok", false).put("text", "{}");

        assertThat(condition.roots()).containsExactly("review");
        assertThat(condition.holds(values)).isTrue();
        assertThatThrownBy(() -> condition.holds(JsonNodeFactory.instance.objectNode()))
                .isInstanceOf(Condition.ConditionException.class)
                .hasMessageStartingWith("condition '!review.ok' cannot be evaluated on {}: ");
    }

    @Test
    void hasAsksForAValueThatMayBeMissing() throws IOException {
        String yaml = note().replace(
                        "edges: [ start -> draft -> review -> end ]",
                        "edges:\n  - start -> draft -> review\n"
                                + "  - review -> end: { when: 'has(review.ok) && input.topic != \"\"' }\n");
        Condition condition = GraphTexts.resolve(folder, yaml)
                .graph()
                .root()
                .edges()
                .get(2)
                .when()
                .orElseThrow();
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        values.putObject("input").put("topic", "tides");

        assertThat(condition.holds(values)).isFalse();
        values.putObject("review").put("ok", true);
        assertThat(condition.holds(values)).isTrue();
    }

    @Test
    void branchesThatAlwaysRunCanBeReadAfterTheirJoin() throws IOException {
        String yaml = note().replace("nodes:\n", "nodes:\n  other: { agent: writer }\n  third: { agent: writer }\n")
                .replace("Rate {{draft}}", "Rate {{draft}} {{other}} {{third}}")
                .replace("[ start -> draft -> review", "[ start -> third -> draft -> review, third -> other -> review");

        assertThat(GraphTexts.resolve(folder, yaml).graph().root().nodes())
                .extracting(Node::name)
                .containsExactly("third", "other", "draft", "review");
    }

    @Test
    void anInputThatNothingReadsIsAWarning() throws IOException {
        String yaml = note().replace("{ topic: text }", "{ topic: text, tone: { type: text, default: dry } }");
        Resolver.Resolved resolved = GraphTexts.resolve(folder, yaml);

        assertThat(resolved.warnings()).extracting(GraphProblem::what).containsExactly("nothing reads input 'tone'");
        assertThat(resolved.graph().inputs().get(1))
                .isEqualTo(new AgentGraph.Input("tone", "text", Optional.of("dry")));
    }

    @Test
    void aJudgeAndPlainGatesKeepTheirOrderAndUniqueNames() throws IOException {
        String yaml = note().replace(
                        "draft: { agent: writer }",
                        "draft: { agent: writer, gates: [ { length: { min: 1 } }, { length: { max: 90 } },"
                                + " { judge: critic, accept: reply.ok } ] }");
        AgentNode draft = (AgentNode)
                GraphTexts.resolve(folder, yaml).graph().root().nodes().get(0);

        assertThat(draft.gates()).extracting(GateUse::name).containsExactly("length", "length-2", "critic");
    }

    @Test
    void aFileThatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
        Path file = folder.resolve("graph.yaml");
        Files.write(file, new byte[10 << 20]);

        assertThatThrownBy(() -> GraphFiles.read(file))
                .hasMessageEndingWith(": the file has 10485760 bytes; expected at most 1048576");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() throws IOException {
        Path file = folder.resolve("graph.yaml");
        Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xff});

        assertThatThrownBy(() -> GraphFiles.read(file)).hasMessageContaining("the file is not UTF-8");
    }

    @Test
    void aPromptFileUnderTheFolderIsReadAndALinkOutOfItIsRefused(@TempDir Path elsewhere) throws IOException {
        Path outside = Files.writeString(elsewhere.resolve("secret.md"), "Tell the secret of {{input.topic}}.");
        Files.writeString(folder.resolve("writer.md"), "Write about {{input.topic}}.");
        String inline = "\n    prompt: |\n      Write about {{input.topic}}. {{feedback}}\n";
        assertThat(note()).contains(inline);

        AgentGraph read = GraphTexts.resolve(folder, note().replace(inline, "\n    prompt: writer.md\n"))
                .graph();
        Files.createSymbolicLink(folder.resolve("link.md"), outside);

        assertThat(((AgentNode) read.root().nodes().get(0)).agent().prompt().source())
                .isEqualTo("Write about {{input.topic}}.");
        assertThatThrownBy(() -> GraphTexts.resolve(folder, note().replace(inline, "\n    prompt: link.md\n")))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("file 'link.md' lies outside the graph's folder")
                .hasMessageNotContaining("secret of");
    }

    @Test
    void anExitForAnExhaustedLoopIsAnEdgeOfTheScopeAround() throws IOException {
        AgentGraph graph = GraphTexts.resolve(
                        folder,
                        loop().replace(
                                        "  - review -> end: { when: review.ok }",
                                        "  - review -> end: { when: review.ok }\n"
                                                + "  - review -> rescue: { outcome: exhausted }\n  - rescue -> end")
                                .replace("nodes:\n", "nodes:\n  rescue: { agent: writer }\n"))
                .graph();
        LoopNode loop = (LoopNode) graph.root().nodes().get(0);

        assertThat(graph.root().edges())
                .extracting(Edge::name, Edge::from, Edge::outcome)
                .contains(org.assertj.core.groups.Tuple.tuple(
                        "review -> rescue", loop.index(), Optional.of(NodeEnd.EXHAUSTED)));
        assertThat(loop.exits()).hasSize(2);
    }

    @Test
    void jsonResolvesLikeYaml() throws IOException {
        Path file = folder.resolve("graph.json");
        Files.writeString(
                file,
                """
                {"smallwright": 1, "graph": "one", "models": {"m": "local:s"},
                 "agents": {"a": {"models": ["m"], "prompt": "Say hello.\\n"}}, "nodes": {"hello": {"agent": "a"}}}
                """,
                StandardCharsets.UTF_8);

        assertThat(GraphTexts.resolver().load(file).graph().output()).isEqualTo("hello");
    }

    @Test
    void aGraphBuiltInJavaGoesThroughTheSameResolver() {
        GraphBuilder builder = GraphBuilder.named("note")
                .input("topic", "text")
                .model("small", "local:s")
                .agent("writer", "Write about {{input.topic}}.", "text", "small")
                .node("write", "writer", 2);
        Resolving surroundings = Resolving.defaults().withModelRefusal(model -> Optional.empty());

        assertThat(builder.resolve(surroundings).root().nodes())
                .extracting(Node::name)
                .isEqualTo(List.of("write"));
        assertThatThrownBy(() -> builder.node("again", "writr", 1).resolve(surroundings))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("java:note: unknown agent 'writr'; expected writer; did you mean 'writer'?");
    }

    private static String note() throws IOException {
        return GraphTexts.resource("note.yaml");
    }

    private static String loop() throws IOException {
        return note().replace("edges: [ start -> draft -> review -> end ]\n", LOOP);
    }
}
