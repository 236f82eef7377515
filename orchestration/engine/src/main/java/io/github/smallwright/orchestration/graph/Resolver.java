package io.github.smallwright.orchestration.graph;

import io.github.smallwright.orchestration.graph.internal.Problems;
import io.github.smallwright.orchestration.graph.internal.Resolution;
import io.github.smallwright.orchestration.graph.internal.SpecReader;
import java.nio.file.Path;
import java.util.List;

/** Turns what was declared into what can be run. Immutable and thread-safe. */
public final class Resolver {

    private final Resolving resolving;

    public Resolver(Resolving resolving) {
        this.resolving = resolving;
    }

    /**
     * A graph that can be run, with what works and is probably not meant.
     *
     * @param graph the resolved graph
     * @param warnings by place; may be empty
     */
    public record Resolved(AgentGraph graph, List<GraphProblem> warnings) {
        public Resolved {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Looks up every name and checks every rule of the format.
     *
     * @throws GraphException with all problems
     */
    public Resolved resolve(GraphSpec spec) {
        return resolve(spec, new Problems(spec.origin().file(), spec.origin().places()));
    }

    /**
     * Reads and resolves a file.
     *
     * @throws GraphException with all problems, those of the file's form among them
     */
    public Resolved load(Path file) {
        SpecReader.Reading reading = SpecReader.read(file);
        return resolve(reading.spec(), reading.problems());
    }

    private Resolved resolve(GraphSpec spec, Problems problems) {
        AgentGraph graph = Resolution.resolve(spec, problems, resolving);
        return new Resolved(graph, problems.warnings());
    }
}
