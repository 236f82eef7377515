package io.github.smallwright.orchestration.graph;

import java.util.List;
import java.util.stream.Collectors;

/** A graph cannot be read or resolved; all its problems, in the order of their places. */
public final class GraphException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<GraphProblem> problems;

    public GraphException(List<GraphProblem> problems) {
        super(problems.stream().map(GraphProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, at least one. */
    public List<GraphProblem> problems() {
        return problems;
    }
}
