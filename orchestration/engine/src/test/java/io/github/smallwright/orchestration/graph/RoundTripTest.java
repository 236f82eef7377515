package io.github.smallwright.orchestration.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smallwright.orchestration.graph.GraphSpec.Origin;
import io.github.smallwright.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was declared in Java or in a file is the same graph after it was written and read again. */
final class RoundTripTest {

    private static final String ALL =
            """
            smallwright: 1
            graph: everything
            description: Uses every key once.
            input:
              topic: text
              places: json
              tone: { type: text, default: dry }
              key: { type: text, secret: true }
            output: last
            models: { small: local:s, large: local:l }
            agents:
              writer:
                models: [small, large]
                prompt: |
                  @system
                  Be {{input.tone}}.
                  @user
                  Write about {{input.topic}}: {{last.review.why | nothing}}
                max-tokens: 300
                min-tokens: 20
              coder: { models: [large], prompt: "Code {{item.name}}\\n", output: java }
              critic: { models: [small], prompt: "Look at {{candidate}}\\n" }
              judge:
                models: [large]
                prompt: "Is it right? {{draft}}\\n"
                output: { ok: yes/no, why: optional text 80, kind: none | wrong | risky, count: integer }
            nodes:
              draft:
                agent: writer
                gates:
                  - { length: { min: 1, max: 90, unit: words } }
                  - { pattern: { must-not: 'TODO: "x"', message: "No: placeholders." } }
                  - { feedback: critic }
                attempts: 3
                retries: 2
                timeout: 90s
                deadline: 1h
                otherwise: best
              review: { agent: judge }
              code: { agent: coder, each: input.places, parallel: 2, partial: true, gates: [ compile ], timeout: 1500ms }
              look: { tool: java:look, with: { place: input.topic, key: input.key } }
              last: { agent: writer, join: any }
            edges:
              - start -> draft -> review
              - review -> draft: { when: '!review.ok && round < 3', max: 3 }
              - review -> last: { outcome: exhausted }
              - review -> code -> last
            """
                            .replace("  - review -> code -> last\n", "  - review -> code\n  - code -> last\n")
                    + "  - start -> look -> last -> end\nbudget: { tokens: 9000, money: 0.25, calls: 40, time: 10m }\n";

    @TempDir
    Path folder;

    private GraphSpec read(String yaml) throws IOException {
        return GraphFiles.read(Files.writeString(folder.resolve("graph.yaml"), yaml));
    }

    private static GraphSpec placeless(GraphSpec spec) {
        return new GraphSpec(
                spec.smallwright(),
                spec.graph(),
                spec.description(),
                spec.input(),
                spec.output(),
                spec.models(),
                spec.agents(),
                spec.nodes(),
                spec.edges(),
                spec.budget(),
                Origin.java("same"));
    }

    @Test
    void everyKeyOfAFileSurvives() throws IOException {
        GraphSpec first = read(ALL);
        GraphSpec second = read(GraphFiles.write(first));

        assertThat(placeless(second)).isEqualTo(placeless(first));
        assertThat(GraphFiles.write(second)).isEqualTo(GraphFiles.write(first));
    }

    @Test
    void shortFormsAreWrittenShort() throws IOException {
        assertThat(GraphFiles.write(read(ALL)))
                .contains("\n  topic: text\n", "\n    output: java\n", "- compile\n", "- start -> draft -> review\n")
                .contains("timeout: 90s", "deadline: 1h", "timeout: 1500ms")
                .doesNotContain("origin");
    }

    @Test
    void aGraphOfJavaWrittenAndReadIsTheSameGraph() throws IOException {
        Tool count = Tool.function("count", given -> "1", "text");
        Resolving surroundings =
                Resolving.defaults().withModelRefusal(model -> Optional.empty()).withTool(count);
        GraphBuilder builder = GraphBuilder.named("note")
                .input("topic", "text")
                .model("small", "local:s")
                .agent("writer", "Write about {{input.topic}}.", "text", "small")
                .node("write", "writer", 2)
                .tool(count)
                .call("count", "count", Map.of("text", "write"))
                .edge("start -> write -> count -> end")
                .output("count");
        AgentGraph java = builder.resolve(surroundings);
        Path file = Files.writeString(folder.resolve("note.yaml"), GraphFiles.write(builder.spec()));
        AgentGraph yaml = new Resolver(surroundings).load(file).graph();

        assertThat(yaml.digest()).isEqualTo(java.digest());
        assertThat(yaml.root().nodes()).isEqualTo(java.root().nodes());
        assertThat(yaml.root().edges()).isEqualTo(java.root().edges());
    }

    @Test
    void anotherPromptIsAnotherGraph() throws IOException {
        String one = GraphTexts.resolve(folder, GraphTexts.resource("note.yaml"))
                .graph()
                .digest();
        String other = GraphTexts.resolve(
                        folder, GraphTexts.resource("note.yaml").replace("Write about", "Write on"))
                .graph()
                .digest();

        assertThat(other).isNotEqualTo(one);
    }
}
