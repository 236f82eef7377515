package io.github.smallwright.orchestration.cli;

import io.github.smallwright.orchestration.engine.Smallwright;
import io.github.smallwright.orchestration.graph.Mermaid;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Draws a graph. Runs nothing and fetches nothing. */
@Command(
        name = "graph",
        description = "Draw a graph as a Mermaid flowchart on standard output.",
        mixinStandardHelpOptions = true)
final class GraphCommand implements Callable<Integer> {

    @Parameters(paramLabel = "GRAPH", description = "A graph file, or a folder with a graph.yaml.")
    Path graph = Path.of(".");

    @Override
    public Integer call() {
        try (Smallwright smallwright = Engines.open(Optional.empty())) {
            System.out.print(Mermaid.of(Engines.load(GraphPath.of(graph), smallwright)));
        }
        return Exit.ACCEPTED;
    }
}
