package io.github.smallwright.orchestration.graph.internal;

import io.github.smallwright.agents.Output;
import io.github.smallwright.orchestration.graph.AgentGraph;
import io.github.smallwright.orchestration.graph.AgentUse;
import io.github.smallwright.orchestration.graph.GraphSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.NodeSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can be read at each node, with its shape. Remembers which inputs were read. */
final class Values {

    /** Whether a node's value is there when another one reads it. */
    enum Access {
        CERTAIN,
        MAYBE,
        HIDDEN
    }

    private final Map<String, Integer> nodes = new HashMap<>();
    private final Map<String, Shape.Struct> shapes = new LinkedHashMap<>();
    private final Shape.Struct input;
    private final Optional<Flow> flow;
    private final Optional<Sight> sight;
    private final Set<String> inputsRead = new HashSet<>();
    private final Set<String> mapped = new HashSet<>();
    private final Set<String> secrets = new HashSet<>();

    /** Without a flow, as its shape is wrong, everything counts as visible. */
    Values(
            GraphSpec spec,
            Map<String, AgentUse> agents,
            Map<String, AgentGraph> subgraphs,
            Set<String> lists,
            Optional<Flow> flow) {
        Map<String, Shape> inputs = new LinkedHashMap<>();
        spec.input().orElse(Map.of()).forEach((name, type) -> {
            inputs.put(name, Shapes.input(type.type()));
            type.secret().filter(secret -> secret).ifPresent(secret -> secrets.add(name));
        });
        input = new Shape.Struct("input", inputs);
        spec.nodes().forEach((name, node) -> {
            nodes.put(name, nodes.size());
            node.each().ifPresent(each -> mapped.add(name));
            shapes.put(name, lists.contains(name) ? Shapes.list("node." + name) : shape(name, node, agents, subgraphs));
        });
        this.flow = flow;
        this.sight = flow.map(Sight::of);
    }

    private static Shape.Struct shape(
            String name, NodeSpec node, Map<String, AgentUse> agents, Map<String, AgentGraph> subgraphs) {
        String type = "node." + name;
        AgentUse agent = node.agent().map(agents::get).orElse(null);
        AgentGraph called = subgraphs.get(name);
        if (node.each().isPresent()) {
            return Shapes.list(type);
        } else if (agent != null) {
            return Shapes.of(type, agent.output());
        } else if (called != null) {
            return Shapes.of(type, called.root(), called.output());
        }
        return Shapes.of(type, new Output.Text());
    }

    /** Whether the input of this name is never journaled. */
    boolean secret(String inputName) {
        return secrets.contains(inputName);
    }

    /** Whether the node runs once for each item of a list. */
    boolean mapped(String node) {
        return mapped.contains(node);
    }

    Shape.Struct input() {
        return input;
    }

    Map<String, Shape.Struct> nodes() {
        return shapes;
    }

    /** What every condition can name; where it may is another question. */
    Map<String, Shape> variables() {
        Map<String, Shape> variables = new LinkedHashMap<>(shapes);
        variables.put("input", input);
        variables.put("round", Shape.Plain.WHOLE);
        variables.put("last", new Shape.Struct("last", new LinkedHashMap<>(shapes)));
        return variables;
    }

    boolean inLoop(String node) {
        return flow.isEmpty() || flow.get().loopOf(index(node)).isPresent();
    }

    /** Whether {@code last.other} may be read in a round that runs {@code node}. */
    boolean sameLoop(String node, String other) {
        return flow.isEmpty()
                || flow.get()
                        .loopOf(index(node))
                        .filter(loop -> loop.body().get(index(other)))
                        .isPresent();
    }

    Access access(String reader, String node) {
        if (sight.isEmpty()) {
            return Access.CERTAIN;
        }
        if (!sight.get().ancestors(index(reader)).get(index(node))) {
            return Access.HIDDEN;
        }
        return sight.get().certain(index(reader)).get(index(node)) ? Access.CERTAIN : Access.MAYBE;
    }

    void reads(String inputName) {
        inputsRead.add(inputName);
    }

    /** Inputs that nothing reads. */
    List<String> unread() {
        return input.fields().keySet().stream()
                .filter(name -> !inputsRead.contains(name))
                .sorted()
                .toList();
    }

    private int index(String node) {
        return nodes.getOrDefault(node, -1);
    }
}
