package io.github.smallwright.orchestration.graph.internal;

import io.github.smallwright.orchestration.graph.Condition;
import io.github.smallwright.orchestration.graph.Edge;
import io.github.smallwright.orchestration.graph.Node;
import io.github.smallwright.orchestration.graph.Node.LoopNode;
import io.github.smallwright.orchestration.graph.NodeEnd;
import io.github.smallwright.orchestration.graph.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.traverse.TopologicalOrderIterator;

/** Builds one scope of a sound graph, and with it those of its loops: each becomes one node of the scope around it. */
final class Assembly {

    /** Makes the node of a place in the file, with its index in its scope. */
    interface NodeMaker {
        Node make(int node, int index);
    }

    private final Flow flow;
    private final Map<Link, Condition> conditions;
    private final NodeMaker maker;
    private final Optional<Loop> around;
    /** The index of each unit: a node of this scope itself, or the target of a loop that is one node here. */
    private final Map<Integer, Integer> indexes = new HashMap<>();

    private final List<Edge> edges = new ArrayList<>();
    private final Map<Link, Integer> places = new HashMap<>();

    private Assembly(Flow flow, Map<Link, Condition> conditions, NodeMaker maker, Optional<Loop> around) {
        this.flow = flow;
        this.conditions = conditions;
        this.maker = maker;
        this.around = around;
    }

    /** The outermost scope. */
    static Scope root(Flow flow, Map<Link, Condition> conditions, NodeMaker maker) {
        return new Assembly(flow, conditions, maker, Optional.empty()).scope();
    }

    private Scope scope() {
        List<Integer> units = units();
        units.forEach(unit -> indexes.put(unit, indexes.size()));
        around.ifPresent(loop -> {
            String name = "start -> " + flow.names().get(loop.target());
            edges.add(new Edge(0, name, Edge.START, indexOf(loop.target()), Optional.empty(), Optional.empty()));
        });
        flow.links().stream().filter(this::belongs).forEach(this::edge);
        List<Node> nodes = new ArrayList<>();
        for (int unit : units) {
            int index = nodes.size();
            nodes.add(child(unit).<Node>map(loop -> loop(loop, index)).orElseGet(() -> maker.make(unit, index)));
        }
        return new Scope(nodes, edges);
    }

    /** Whether the edge starts here and is not wholly within a loop of this scope. */
    private boolean belongs(Link link) {
        boolean starts = around.map(loop -> link.from() >= 0 && loop.body().get(link.from()))
                .orElse(true);
        Optional<Loop> child = child(link.from());
        return starts && (child.isEmpty() || child.get().leftBy(link));
    }

    private void edge(Link link) {
        boolean inside = link.to() >= 0 && !link.back() && inside(link.to());
        Optional<Loop> child = child(link.from());
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

    /** Nodes of this scope itself and the targets of its loops, sources first. */
    private List<Integer> units() {
        DefaultDirectedGraph<Integer, DefaultEdge> graph = new DefaultDirectedGraph<>(DefaultEdge.class);
        Set<Integer> units = new LinkedHashSet<>();
        flow.order().stream().filter(this::inside).forEach(node -> units.add(unit(node)));
        units.stream().sorted().forEach(graph::addVertex);
        for (Link link : flow.links()) {
            if (!link.back() && link.from() >= 0 && link.to() >= 0 && inside(link.from()) && inside(link.to())) {
                int from = unit(link.from());
                int to = unit(link.to());
                if (from != to) {
                    graph.addEdge(from, to);
                }
            }
        }
        List<Integer> order = new ArrayList<>();
        new TopologicalOrderIterator<>(graph, Comparator.<Integer>naturalOrder()).forEachRemaining(order::add);
        return order;
    }

    private boolean inside(int node) {
        return around.map(loop -> loop.body().get(node)).orElse(true);
    }

    /** The outermost loop within this scope in whose body the node is. */
    private Optional<Loop> child(int node) {
        return flow.loopsOf(node).stream()
                .takeWhile(loop -> !around.equals(Optional.of(loop)))
                .reduce((inner, outer) -> outer);
    }

    private int unit(int node) {
        return child(node).map(Loop::target).orElse(node);
    }

    private int indexOf(int node) {
        return Objects.requireNonNull(indexes.get(unit(node)));
    }
}
