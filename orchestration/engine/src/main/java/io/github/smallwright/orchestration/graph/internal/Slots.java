package io.github.smallwright.orchestration.graph.internal;

import io.github.smallwright.agents.Output;
import io.github.smallwright.agents.Slot;
import io.github.smallwright.orchestration.graph.AgentUse;
import io.github.smallwright.orchestration.graph.GraphSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.NodeSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.Place;
import io.github.smallwright.orchestration.graph.internal.Values.Access;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Checks that something fills every slot of a prompt, at each node that uses it. */
final class Slots {

    private final GraphSpec spec;
    private final Map<String, AgentUse> agents;
    private final Values seen;
    private final Problems problems;

    Slots(GraphSpec spec, Map<String, AgentUse> agents, Values seen, Problems problems) {
        this.spec = spec;
        this.agents = agents;
        this.seen = seen;
        this.problems = problems;
    }

    /** The prompt of the agent that generates at {@code node}. */
    void generating(AgentUse agent, String node) {
        agent.prompt().slots().forEach(slot -> check(agent, slot, node, List.of("feedback", "best")));
    }

    /** The prompt of an agent that judges, or remarks on, candidates of {@code node}. */
    void judging(AgentUse agent, String node) {
        agent.prompt().slots().forEach(slot -> check(agent, slot, node, List.of("candidate")));
    }

    private void check(AgentUse agent, Slot slot, String node, List<String> special) {
        String[] path = slot.path().split("\\.", -1);
        String root = path[0];
        if (root.equals("input")) {
            input(agent, slot, path);
        } else if (root.equals("last")) {
            last(agent, slot, path, node);
        } else if (root.equals("round")) {
            if (!seen.inLoop(node)) {
                report(agent, slot, "is only there in a loop, and '" + node + "' is in none", "another value");
            }
        } else if (root.equals("item") || root.equals("index")) {
            if (!seen.mapped(node)) {
                report(
                        agent,
                        slot,
                        "is only there at a node with 'each', and '" + node + "' has none",
                        "another value");
            }
        } else if (seen.nodes().containsKey(root)) {
            node(agent, slot, path, node);
        } else if (!special.contains(root) || path.length > 1) {
            TreeSet<String> known = new TreeSet<>(seen.nodes().keySet());
            known.addAll(special);
            known.addAll(List.of("input", "last", "round"));
            if (seen.mapped(node)) {
                known.addAll(List.of("item", "index"));
            }
            unknown(agent, slot, "is filled by nothing at node '" + node + "'", root, known);
        }
    }

    private void input(AgentUse agent, Slot slot, String[] path) {
        Map<String, Shape> inputs = seen.input().fields();
        if (path.length < 2 || !inputs.containsKey(path[1])) {
            String name = path.length < 2 ? "" : path[1];
            unknown(agent, slot, "names no input", name, new TreeSet<>(inputs.keySet()));
        } else {
            seen.reads(path[1]);
            if (path.length > 2 && inputs.get(path[1]) != Shape.Plain.ANY) {
                report(agent, slot, "looks into a plain input", "{{input." + path[1] + "}}");
            }
        }
    }

    private void last(AgentUse agent, Slot slot, String[] path, String node) {
        if (!seen.inLoop(node)) {
            report(agent, slot, "is only there in a loop, and '" + node + "' is in none", "another value");
        } else if (path.length < 2 || !seen.nodes().containsKey(path[1])) {
            String name = path.length < 2 ? "" : path[1];
            unknown(
                    agent,
                    slot,
                    "names no node",
                    name,
                    new TreeSet<>(seen.nodes().keySet()));
        } else if (!seen.sameLoop(node, path[1])) {
            report(agent, slot, "names a node outside of the loop of '" + node + "'", "a node of the loop");
        } else if (slot.fallback().isEmpty()) {
            report(agent, slot, "has no value in the first round", "a fallback, {{" + slot.path() + " | ...}}");
        } else {
            field(agent, slot, path[1], path, 2);
        }
    }

    private void node(AgentUse agent, Slot slot, String[] path, String node) {
        Access access = seen.access(node, path[0]);
        if (access == Access.HIDDEN) {
            report(agent, slot, "is read at '" + node + "', before which '" + path[0] + "' has not run", "an ancestor");
        } else if (access == Access.MAYBE && slot.fallback().isEmpty()) {
            report(
                    agent,
                    slot,
                    "is read at '" + node + "', before which '" + path[0] + "' may have been skipped",
                    "a fallback, {{" + slot.path() + " | ...}}");
        }
        field(agent, slot, path[0], path, 1);
    }

    private void field(AgentUse agent, Slot slot, String node, String[] path, int from) {
        if (path.length == from) {
            return;
        }
        Map<String, Shape> fields =
                seen.nodes().getOrDefault(node, seen.input()).fields();
        if (path.length > from + 1 || !fields.containsKey(path[from])) {
            unknown(agent, slot, "names no field of '" + node + "'", path[from], new TreeSet<>(fields.keySet()));
        } else if (slot.fallback().isEmpty() && optional(node, path[from])) {
            report(agent, slot, "names a field that may be left out", "a fallback, {{" + slot.path() + " | ...}}");
        }
    }

    private boolean optional(String node, String field) {
        return Optional.ofNullable(spec.nodes().get(node))
                .flatMap(NodeSpec::agent)
                .map(agents::get)
                .filter(agent -> agent.output() instanceof Output.Fields)
                .map(agent -> ((Output.Fields) agent.output()).fields().get(field))
                .filter(Output.FieldType::optional)
                .isPresent();
    }

    private void unknown(AgentUse agent, Slot slot, String what, String wrong, Collection<String> known) {
        add(agent, slot, what, Problems.oneOf(known), Nearest.to(wrong, known));
    }

    private void report(AgentUse agent, Slot slot, String what, String expected) {
        add(agent, slot, what, expected, Optional.empty());
    }

    private void add(AgentUse agent, Slot slot, String what, String expected, Optional<String> nearest) {
        Optional<String> file = Optional.ofNullable(spec.agents().get(agent.name()))
                .flatMap(declared -> Agents.promptFile(spec, declared));
        Place place = file.isPresent()
                ? new Place(slot.line(), slot.column())
                : problems.valueAt(Pointers.child("/agents", agent.name()) + "/prompt");
        problems.elsewhere(Agents.beside(spec, file), place, "slot {{" + slot.path() + "}} " + what, expected, nearest);
    }
}
