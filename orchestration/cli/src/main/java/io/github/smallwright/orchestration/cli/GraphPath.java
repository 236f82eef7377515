package io.github.smallwright.orchestration.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a person means by naming a graph: a file, or a folder with one. */
final class GraphPath {

    private static final List<String> NAMES = List.of("graph.yaml", "graph.yml", "graph.json");

    private GraphPath() {}

    static Path of(Path named) {
        if (Files.isDirectory(named)) {
            return NAMES.stream()
                    .map(named::resolve)
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow(() -> new CommandException(
                            Exit.USAGE, "Folder '%s' has no graph; looked for %s".formatted(named, NAMES)));
        }
        if (!Files.isRegularFile(named)) {
            throw new CommandException(
                    Exit.USAGE,
                    "Graph '%s' does not exist; name a graph file or a folder with a graph.yaml".formatted(named));
        }
        return named;
    }

    /** The input file: the one named, else the one beside the graph if there is one. */
    static Optional<Path> input(Optional<Path> named, Path graph) {
        if (named.isPresent()) {
            if (!Files.isRegularFile(named.get())) {
                throw new CommandException(Exit.USAGE, "Input file '%s' does not exist".formatted(named.get()));
            }
            return named;
        }
        return Optional.of(graph.resolveSibling("input.yaml")).filter(Files::isRegularFile);
    }
}
