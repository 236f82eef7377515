package io.github.smallwright.orchestration.graph.internal;

import io.github.smallwright.orchestration.graph.AgentGraph;
import io.github.smallwright.orchestration.graph.AgentUse;
import io.github.smallwright.orchestration.graph.Condition;
import io.github.smallwright.orchestration.graph.GraphSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.NodeSpec;
import io.github.smallwright.orchestration.graph.Node;
import io.github.smallwright.orchestration.graph.Node.AgentNode;
import io.github.smallwright.orchestration.graph.Node.Otherwise;
import io.github.smallwright.orchestration.graph.Resolving;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Resolves one spec. */
public final class Resolution {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private final GraphSpec spec;
    private final Problems problems;
    private final Resolving resolving;
    private final List<String> names;
    private final Map<String, NodeGates.Resolved> gates = new HashMap<>();
    private final Map<Link, Condition> conditions = new HashMap<>();

    private Resolution(GraphSpec spec, Problems problems, Resolving resolving) {
        this.spec = spec;
        this.problems = problems;
        this.resolving = resolving;
        this.names = List.copyOf(spec.nodes().keySet());
    }

    /** The resolved graph; throws with everything in {@code problems} if anything is wrong. */
    public static AgentGraph resolve(GraphSpec spec, Problems problems, Resolving resolving) {
        return new Resolution(spec, problems, resolving).graph();
    }

    private AgentGraph graph() {
        Declarations declarations = new Declarations(spec, problems);
        declarations.check(resolving.modelRefusal());
        Map<String, AgentUse> agents = Agents.of(spec, problems);
        int before = problems.count();
        List<Link> links = Links.of(spec, names, problems);
        boolean incomplete = names.isEmpty() || problems.count() > before;
        Optional<Flow> flow = incomplete ? Optional.empty() : Flow.of(names, links, anyJoins(), problems);
        Values seen = new Values(spec, agents, flow);
        Checked checked = new Checked(seen, problems);
        links.forEach(link -> condition(link, checked));
        nodes(agents, seen, checked);
        seen.unread()
                .forEach(name -> problems.warn(Pointers.child("/input", name), "nothing reads input '" + name + "'"));
        problems.raise();
        Flow sound = flow.orElseThrow();
        return new AgentGraph(
                spec.graph(),
                Digest.of(spec, agents.values()),
                spec.input().orElse(Map.of()).entrySet().stream()
                        .map(input -> new AgentGraph.Input(
                                input.getKey(),
                                input.getValue().type(),
                                input.getValue().fallback()))
                        .toList(),
                spec.output().orElse(names.get(0)),
                agents.values().stream()
                        .flatMap(agent -> agent.models().stream())
                        .distinct()
                        .toList(),
                declarations.limits(),
                Assembly.root(sound, conditions, (node, index) -> node(names.get(node), index, agents)));
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

    private void nodes(Map<String, AgentUse> agents, Values seen, Checked checked) {
        Slots slots = new Slots(spec, agents, seen, problems);
        PlainGates plain = new PlainGates(resolving, new Folder(spec.origin().folder(), problems), problems);
        NodeGates nodeGates = new NodeGates(agents, seen, checked, slots, plain, problems);
        spec.nodes().forEach((name, node) -> {
            AgentUse agent = agents.get(node.agent());
            if (agent != null) {
                slots.generating(agent, name);
                String pointer = Pointers.child("/nodes", name) + "/gates";
                gates.put(name, nodeGates.of(name, agent, node.gates().orElse(List.of()), pointer));
            }
        });
    }

    private Node node(String name, int index, Map<String, AgentUse> agents) {
        NodeSpec node = Objects.requireNonNull(spec.nodes().get(name), name);
        NodeGates.Resolved resolved = gates.getOrDefault(name, new NodeGates.Resolved(List.of(), List.of()));
        return new AgentNode(
                index,
                name,
                Objects.requireNonNull(agents.get(node.agent()), name),
                resolved.gates(),
                resolved.feedback(),
                node.attempts().orElse(1),
                node.retries().orElse(1),
                node.timeout().orElse(TIMEOUT),
                node.deadline().orElse(DEADLINE),
                Otherwise.valueOf(node.otherwise().orElse("abstain").toUpperCase(Locale.ROOT)));
    }
}
