package io.github.smallwright.orchestration.graph.internal;

import io.github.smallwright.orchestration.graph.AgentGraph;
import io.github.smallwright.orchestration.graph.GraphSpec.NodeSpec;
import io.github.smallwright.tools.Tool;
import java.util.LinkedHashMap;
import java.util.Map;

/** Holds what nodes give to the graphs and tools that they call against what these declare. */
record Calls(Paths paths, Problems problems) {

    private interface PathCheck {
        void check(String path, String node, String pointer);
    }

    void graph(String node, NodeSpec spec, AgentGraph called) {
        Map<String, Boolean> inputs = new LinkedHashMap<>();
        called.inputs()
                .forEach(input -> inputs.put(input.name(), input.fallback().isEmpty()));
        check(node, spec, "graph '" + called.name() + "'", "input", inputs, paths::check);
    }

    void tool(String node, NodeSpec spec, Tool tool) {
        Map<String, Boolean> parameters = new LinkedHashMap<>();
        tool.spec().parameters().forEach(parameter -> parameters.put(parameter.name(), parameter.required()));
        check(node, spec, "tool '" + tool.spec().name() + "'", "parameter", parameters, paths::checkMaybeSecret);
    }

    private void check(
            String node,
            NodeSpec spec,
            String called,
            String kind,
            Map<String, Boolean> declared,
            PathCheck pathCheck) {
        String pointer = Pointers.child("/nodes", node) + "/with";
        Map<String, String> with = spec.with().orElse(Map.of());
        declared.forEach((name, required) -> {
            if (required && !with.containsKey(name)) {
                problems.addKey(
                        pointer,
                        "%s '%s' of %s is missing".formatted(kind, name, called),
                        "%s: a path such as input.%s".formatted(name, name));
            }
        });
        with.forEach((name, path) -> {
            String at = Pointers.child(pointer, name);
            if (!declared.containsKey(name)) {
                problems.unknownKey(at, "%s has no %s '%s'".formatted(called, kind, name), name, declared.keySet());
            }
            pathCheck.check(path, node, at);
        });
    }
}
