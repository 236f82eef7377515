package io.github.smallwright.orchestration.graph.internal;

import io.github.smallwright.orchestration.graph.Condition;
import io.github.smallwright.orchestration.graph.Edge;
import io.github.smallwright.orchestration.graph.Node;
import io.github.smallwright.orchestration.graph.Node.LoopNode;
import io.github.smallwright.orchestration.graph.NodeEnd;
import io.github.smallwright.orchestration.graph.Scope;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Builds one scope of a sound graph, and with it those of its loops: each becomes one node of the scope around it. */
final class Assembly {

    /** Makes the node of a place in the file, with its index in its scope. */
    interface NodeMaker {
        Node make(int node, int index);
    }

    private final Flow flow;
    private final Level level;
    private final Map<Link, Condition> conditions;
    private final NodeMaker maker;
    /** The index of each unit: a node of this scope itself, or the target of a loop that is one node here. */
    private final Map<Integer, Integer> indexes = new HashMap<>();

    private final List<Edge> edges = new ArrayList<>();
    private final Map<Link, Integer> places = new HashMap<>();

    private Assembly(Flow flow, Map<Link, Condition> conditions, NodeMaker maker, Optional<Loop> around) {
        this.flow = flow;
        this.conditions = conditions;
        this.maker = maker;
        this.level = new Level(flow, around);
    }

    /** The outermost scope. */
    static Scope root(Flow flow, Map<Link, Condition> conditions, NodeMaker maker) {
        return new Assembly(flow, conditions, maker, Optional.empty()).scope();
    }

    private Scope scope() {
        List<Integer> units = level.units();
        units.forEach(unit -> indexes.put(unit, indexes.size()));
        level.around().ifPresent(loop -> {
            String name = "start -> " + flow.names().get(loop.target());
            edges.add(new Edge(0, name, Edge.START, indexOf(loop.target()), Optional.empty(), Optional.empty()));
        });
        level.links().forEach(this::edge);
        List<Node> nodes = new ArrayList<>();
        for (int unit : units) {
            int index = nodes.size();
            nodes.add(level.child(unit).<Node>map(loop -> loop(loop, index)).orElseGet(() -> maker.make(unit, index)));
        }
        BitSet anyJoins = new BitSet();
        units.stream().filter(flow.anyJoins()::get).map(this::indexOf).forEach(anyJoins::set);
        return new Scope(nodes, edges, anyJoins);
    }

    private void edge(Link link) {
        boolean inside = level.staysInside(link);
        Optional<Loop> child = level.child(link.from());
        Optional<NodeEnd> outcome = child.isEmpty()
                ? link.outcome()
                : link.outcome().filter(end -> flow.rescued(link).equals(child));
        places.put(link, edges.size());
        edges.add(new Edge(
                edges.size(),
                link.name(),
                link.from() < 0 ? Edge.START : indexOf(link.from()),
                inside ? indexOf(link.to()) : Edge.END,
                child.isEmpty() ? Optional.ofNullable(conditions.get(link)) : Optional.empty(),
                outcome));
    }

    private LoopNode loop(Loop loop, int index) {
        Assembly inner = new Assembly(flow, conditions, maker, Optional.of(loop));
        Scope body = inner.scope();
        List<LoopNode.Exit> exits = flow.links().stream()
                .filter(loop::leftBy)
                .map(link -> new LoopNode.Exit(
                        Objects.requireNonNull(inner.places.get(link)),
                        Objects.requireNonNull(places.get(link)),
                        link.outcome().isPresent(),
                        flow.rescued(link).equals(Optional.of(loop))))
                .toList();
        List<Integer> backs = loop.backs().stream()
                .map(back -> Objects.requireNonNull(inner.places.get(back)))
                .toList();
        return new LoopNode(index, flow.names().get(loop.target()), loop.max(), body, backs, exits);
    }

    private int indexOf(int node) {
        return Objects.requireNonNull(indexes.get(level.unit(node)));
    }
}
