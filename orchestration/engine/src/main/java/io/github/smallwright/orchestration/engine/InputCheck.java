package io.github.smallwright.orchestration.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.smallwright.orchestration.graph.AgentGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Holds the inputs of a run against what its graph declares. */
final class InputCheck {

    private InputCheck() {}

    /** The inputs with fallbacks filled in. */
    static ObjectNode check(AgentGraph graph, ObjectNode given) {
        List<String> problems = new ArrayList<>();
        String known = graph.inputs().stream().map(AgentGraph.Input::name).collect(Collectors.joining(", "));
        given.fieldNames().forEachRemaining(name -> {
            if (graph.inputs().stream().noneMatch(input -> input.name().equals(name))) {
                problems.add("input '%s' is not declared".formatted(name));
            }
        });
        for (AgentGraph.Input input : graph.inputs()) {
            if (!given.hasNonNull(input.name())) {
                input.fallback()
                        .ifPresentOrElse(
                                fallback -> given.put(input.name(), fallback),
                                () -> problems.add("input '%s' (%s) is missing".formatted(input.name(), input.type())));
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("Graph '%s' cannot run: %s; declared inputs: %s"
                    .formatted(graph.name(), String.join(", ", problems), known.isEmpty() ? "none" : known));
        }
        return given;
    }
}
