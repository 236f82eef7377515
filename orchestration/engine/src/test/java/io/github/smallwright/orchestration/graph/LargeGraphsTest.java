package io.github.smallwright.orchestration.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Graphs of a size that nobody writes by hand. */
final class LargeGraphsTest {

    @TempDir
    Path folder;

    @Test
    void aChainOfAThousandNodesResolves() throws IOException {
        assertThat(GraphTexts.resolve(folder, chain(1000)).graph().root().nodes())
                .hasSize(1000);
    }

    @Test
    void twoHundredNodesResolveAgainAndAgain() throws IOException {
        long last = 0;
        for (int i = 0; i < 15; i++) {
            long start = System.nanoTime();
            assertThat(GraphTexts.resolve(folder, chain(200)).graph().root().nodes())
                    .hasSize(200);
            last = System.nanoTime() - start;
        }
        System.out.printf("200 nodes resolved in %.1f ms%n", last / 1e6);
    }

    private static String chain(int size) throws IOException {
        String nodes = IntStream.range(0, size)
                .mapToObj(i -> "  n" + i + ": { agent: writer }\n")
                .collect(Collectors.joining());
        String edges = IntStream.range(0, size).mapToObj(i -> "n" + i).collect(Collectors.joining(" -> "));
        return GraphTexts.resource("note.yaml")
                .replace("output: draft", "output: n0")
                .replace("  draft: { agent: writer }\n  review: { agent: rater }\n", nodes)
                .replace("start -> draft -> review -> end", "start -> " + edges + " -> end")
                .replace("Rate {{draft}} for", "Rate")
                .replace("{{candidate}}", "");
    }
}
