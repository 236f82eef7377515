package io.github.smallwright.orchestration.graph.internal;

import io.github.smallwright.orchestration.graph.AgentGraph;
import io.github.smallwright.orchestration.graph.GraphException;
import io.github.smallwright.orchestration.graph.GraphSpec;
import io.github.smallwright.orchestration.graph.Resolving;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Resolves the graphs that the nodes of one graph call. */
final class Subgraphs {

    private final Problems problems;
    private final Resolving resolving;
    private final Folder folder;
    /** The graphs that are being resolved, outermost first. */
    private final Set<Path> around;

    Subgraphs(GraphSpec spec, Problems problems, Resolving resolving, Set<Path> around) {
        this.problems = problems;
        this.resolving = resolving;
        this.folder = new Folder(spec.origin().folder(), problems);
        this.around = around;
    }

    /** By node the graph that it calls; where that is wrong there are problems and it is left out. */
    Map<String, AgentGraph> of(GraphSpec spec) {
        Map<String, AgentGraph> called = new HashMap<>();
        spec.nodes().forEach((name, node) -> node.subgraph().ifPresent(file -> {
            String pointer = Pointers.child("/nodes", name) + "/subgraph";
            folder.graph(file, pointer)
                    .flatMap(path -> resolve(path, pointer))
                    .ifPresent(graph -> called.put(name, graph));
        }));
        return called;
    }

    private Optional<AgentGraph> resolve(Path file, String pointer) {
        try {
            Set<Path> deeper = new LinkedHashSet<>(around);
            if (!deeper.add(file.toRealPath())) {
                problems.add(pointer, "'" + file.getFileName() + "' calls itself, at once or by others", "a loop: max");
                return Optional.empty();
            }
            SpecReader.Reading reading = SpecReader.read(file);
            return Optional.of(Resolution.resolve(reading.spec(), reading.problems(), resolving, deeper));
        } catch (GraphException e) {
            problems.addAll(e.problems());
        } catch (IOException e) {
            problems.add(pointer, "'" + file + "' cannot be read: " + e.getMessage(), "a seen file");
        }
        return Optional.empty();
    }
}
