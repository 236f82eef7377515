package io.github.smallwright.orchestration.cli;

import io.github.smallwright.orchestration.engine.Smallwright;
import io.github.smallwright.orchestration.graph.AgentGraph;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Resolves graphs and reports everything that is wrong. Runs nothing and fetches nothing. */
@Command(
        name = "validate",
        description = "Check graphs without running them: every problem at once, with its place.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "GRAPH", description = "Graph files, or folders with a graph.yaml.")
    List<Path> graphs = List.of();

    @Override
    public Integer call() {
        int code = Exit.ACCEPTED;
        try (Smallwright smallwright = Engines.open(Optional.empty())) {
            for (Path named : graphs) {
                Path file = GraphPath.of(named);
                try {
                    AgentGraph graph = Engines.load(file, smallwright);
                    System.out.println("%s: graph '%s' is valid".formatted(file, graph.name()));
                } catch (io.github.smallwright.orchestration.graph.GraphException e) {
                    System.err.println(e.getMessage());
                    code = Exit.USAGE;
                }
            }
        }
        return code;
    }
}
