package io.github.smallwright.orchestration.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MermaidTest {

    @TempDir
    Path folder;

    @Test
    void loopsAreBoxesAndConditionsStandOnTheirEdges() throws IOException {
        String yaml = GraphTexts.resource("note.yaml")
                .replace(
                        "edges: [ start -> draft -> review -> end ]\n",
                        "edges:\n  - start -> draft -> review\n"
                                + "  - review -> draft: { when: '!review.ok', max: 3 }\n"
                                + "  - review -> end: { when: review.ok }\n");

        assertThat(Mermaid.of(GraphTexts.resolve(folder, yaml).graph()))
                .isEqualTo(
                        """
                        flowchart TD
                          start([start])
                          end_([end])
                          subgraph draft_loop["at most 3 rounds"]
                            draft["draft"]
                            review["review"]
                            draft --> review
                            review -.->|"!review.ok"| draft
                          end
                          start --> draft
                          review -->|"review.ok"| end_
                        """);
    }

    @Test
    void gatesStandInTheirNodes() throws IOException {
        String yaml = GraphTexts.resource("note.yaml")
                .replace("draft: { agent: writer }", "draft: { agent: writer, gates: [ { length: { min: 1 } } ] }");

        assertThat(Mermaid.of(GraphTexts.resolve(folder, yaml).graph()))
                .contains("  draft[\"draft<br/>gates: length\"]\n", "  draft --> review\n", "  review --> end_\n");
    }
}
