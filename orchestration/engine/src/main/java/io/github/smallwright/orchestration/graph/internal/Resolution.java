package io.github.smallwright.orchestration.graph.internal;

import io.github.smallwright.orchestration.graph.AgentGraph;
import io.github.smallwright.orchestration.graph.AgentUse;
import io.github.smallwright.orchestration.graph.Condition;
import io.github.smallwright.orchestration.graph.Edge;
import io.github.smallwright.orchestration.graph.GraphSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.NodeSpec;
import io.github.smallwright.orchestration.graph.Node;
import io.github.smallwright.orchestration.graph.Node.AgentNode;
import io.github.smallwright.orchestration.graph.Node.MapNode;
import io.github.smallwright.orchestration.graph.Node.Otherwise;
import io.github.smallwright.orchestration.graph.Node.SubgraphNode;
import io.github.smallwright.orchestration.graph.Node.ToolNode;
import io.github.smallwright.orchestration.graph.Resolving;
import io.github.smallwright.orchestration.graph.Scope;
import io.github.smallwright.tools.Tool;
import io.github.smallwright.tools.ToolSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Resolves one spec. */
public final class Resolution {

    private static final int PARALLEL = 8;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private final GraphSpec spec;
    private final Problems problems;
    private final Resolving resolving;
    private final List<String> names;
    private final Map<String, NodeGates.Resolved> gates = new HashMap<>();
    private final Map<Link, Condition> conditions = new HashMap<>();

    private final Subgraphs subgraphs;

    private Resolution(GraphSpec spec, Problems problems, Resolving resolving, Set<Path> around) {
        this.spec = spec;
        this.problems = problems;
        this.resolving = resolving;
        this.subgraphs = new Subgraphs(spec, problems, resolving, around);
        this.names = List.copyOf(spec.nodes().keySet());
    }

    /** The resolved graph; throws with everything in {@code problems} if anything is wrong. */
    public static AgentGraph resolve(GraphSpec spec, Problems problems, Resolving resolving) {
        return resolve(spec, problems, resolving, file(spec));
    }

    static AgentGraph resolve(GraphSpec spec, Problems problems, Resolving resolving, Set<Path> around) {
        return new Resolution(spec, problems, resolving, around).graph();
    }

    private static Set<Path> file(GraphSpec spec) {
        try {
            return spec.origin().folder().isEmpty()
                    ? Set.of()
                    : Set.of(Path.of(spec.origin().file()).toRealPath());
        } catch (IOException e) {
            return Set.of();
        }
    }

    private AgentGraph graph() {
        Declarations declarations = new Declarations(spec, problems);
        declarations.check(resolving.modelRefusal());
        Map<String, AgentUse> agents = Agents.of(spec, problems);
        int before = problems.count();
        List<Link> links = Links.of(spec, names, problems);
        boolean incomplete = names.isEmpty() || problems.count() > before;
        Optional<Flow> flow = incomplete ? Optional.empty() : Flow.of(names, links, anyJoins(), problems);
        Map<String, AgentGraph> called = subgraphs.of(spec);
        Values seen = new Values(spec, agents, called, lists(), flow);
        Checked checked = new Checked(seen, problems);
        links.forEach(link -> condition(link, checked));
        nodes(agents, called, seen, checked);
        seen.unread()
                .forEach(name -> problems.warn(Pointers.child("/input", name), "nothing reads input '" + name + "'"));
        problems.raise();
        Flow sound = flow.orElseThrow();
        return new AgentGraph(
                spec.graph(),
                Digest.of(spec, agents.values(), called.values()),
                spec.input().orElse(Map.of()).entrySet().stream()
                        .map(input -> new AgentGraph.Input(
                                input.getKey(),
                                input.getValue().type(),
                                input.getValue().fallback(),
                                input.getValue().secret().orElse(false)))
                        .toList(),
                spec.output().orElse(names.get(0)),
                Stream.concat(
                                agents.values().stream().flatMap(agent -> agent.models().stream()),
                                called.values().stream().flatMap(graph -> graph.models().stream()))
                        .distinct()
                        .toList(),
                declarations.limits(),
                Assembly.root(sound, conditions, (node, index) -> node(names.get(node), index, agents, called)));
    }

    private BitSet anyJoins() {
        BitSet anyJoins = new BitSet();
        for (int node = 0; node < names.size(); node++) {
            NodeSpec declared = Objects.requireNonNull(spec.nodes().get(names.get(node)));
            anyJoins.set(node, declared.join().equals(Optional.of("any")));
        }
        return anyJoins;
    }

    private void condition(Link link, Checked checked) {
        if (link.when().isPresent() && link.from() >= 0) {
            checked.onEdge(
                            names.get(link.from()),
                            link.outcome().isEmpty(),
                            link.when().get(),
                            link.pointer() + "/when")
                    .ifPresent(condition -> conditions.put(link, condition));
        }
    }

    private void nodes(Map<String, AgentUse> agents, Map<String, AgentGraph> called, Values seen, Checked checked) {
        Slots slots = new Slots(spec, agents, seen, problems);
        PlainGates plain = new PlainGates(resolving, new Folder(spec.origin().folder(), problems), problems);
        Paths paths = new Paths(seen, problems);
        NodeGates nodeGates = new NodeGates(agents, checked, slots, plain, paths, problems);
        spec.nodes().forEach((name, node) -> {
            String at = Pointers.child("/nodes", name);
            node.each().ifPresent(path -> paths.checkList(path, name, at + "/each"));
            Calls calls = new Calls(paths, problems);
            Optional.ofNullable(called.get(name)).ifPresent(graph -> calls.graph(name, node, graph));
            tool(node, at).ifPresent(tool -> calls.tool(name, node, tool));
            AgentUse agent = node.agent().map(agents::get).orElse(null);
            if (agent != null) {
                slots.generating(agent, name);
                String pointer = at + "/gates";
                gates.put(name, nodeGates.of(name, agent, node.gates().orElse(List.of()), pointer));
            }
        });
    }

    /** The nodes whose tools yield JSON. */
    private Set<String> lists() {
        return spec.nodes().entrySet().stream()
                .filter(entry -> tool(entry.getValue())
                        .filter(tool -> tool.spec().yields() == ToolSpec.Yield.JSON)
                        .isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Optional<Tool> tool(NodeSpec node, String pointer) {
        Optional<Tool> tool = tool(node);
        node.tool()
                .filter(name -> tool.isEmpty())
                .ifPresent(name -> problems.unknown(
                        pointer + "/tool",
                        "unknown tool '" + name + "'",
                        name,
                        resolving.tools().keySet().stream()
                                .map(known -> "java:" + known)
                                .sorted()
                                .toList()));
        return tool;
    }

    private Optional<Tool> tool(NodeSpec node) {
        return node.tool().map(name -> resolving.tools().get(name.replaceFirst("^java:", "")));
    }

    private Node node(String name, int index, Map<String, AgentUse> agents, Map<String, AgentGraph> called) {
        NodeSpec node = Objects.requireNonNull(spec.nodes().get(name), name);
        if (node.each().isEmpty()) {
            return once(name, node, index, agents, called);
        }
        Edge in = new Edge(0, "start -> " + name, Edge.START, 0, Optional.empty(), Optional.empty());
        Edge out = new Edge(1, name + " -> end", 0, Edge.END, Optional.empty(), Optional.empty());
        return new MapNode(
                index,
                name,
                node.each().get(),
                node.parallel().orElse(PARALLEL),
                node.partial().orElse(false),
                new Scope(List.of(once(name, node, 0, agents, called)), List.of(in, out)));
    }

    private Node once(
            String name, NodeSpec node, int index, Map<String, AgentUse> agents, Map<String, AgentGraph> called) {
        Optional<Tool> tool = tool(node);
        if (tool.isPresent()) {
            return new ToolNode(
                    index,
                    name,
                    tool.get(),
                    node.with().orElse(Map.of()),
                    node.timeout().orElse(TIMEOUT));
        }
        if (called.containsKey(name)) {
            return new SubgraphNode(index, name, called.get(name), node.with().orElse(Map.of()));
        }
        NodeGates.Resolved resolved = gates.getOrDefault(name, new NodeGates.Resolved(List.of(), List.of()));
        return new AgentNode(
                index,
                name,
                Objects.requireNonNull(node.agent().map(agents::get).orElse(null), name),
                resolved.gates(),
                resolved.feedback(),
                node.attempts().orElse(1),
                node.retries().orElse(1),
                node.timeout().orElse(TIMEOUT),
                node.deadline().orElse(DEADLINE),
                Otherwise.valueOf(node.otherwise().orElse("abstain").toUpperCase(Locale.ROOT)));
    }
}
