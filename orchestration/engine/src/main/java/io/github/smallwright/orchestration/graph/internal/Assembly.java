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
import java.util.Optional;
import java.util.Set;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.traverse.TopologicalOrderIterator;

/** Builds scopes of a sound graph: each loop becomes one node of the scope around it. */
final class Assembly {

    /** Makes the node of a place in the file, with its index in its scope. */
    interface NodeMaker {
        Node make(int node, int index);
    }

    private final Flow flow;
    private final Map<Link, Condition> conditions;
    private final NodeMaker maker;

    Assembly(Flow flow, Map<Link, Condition> conditions, NodeMaker maker) {
        this.flow = flow;
        this.conditions = conditions;
        this.maker = maker;
    }

    /** The outermost scope. */
    Scope root() {
        List<Integer> units = units();
        Map<Integer, Integer> indexes = indexes(units);
        List<Edge> edges = new ArrayList<>();
        Map<Link, Integer> outer = new HashMap<>();
        for (Link link : flow.links()) {
            int from = unit(link.from());
            int to = unit(link.to());
            if (!link.back() && (from != to || from < 0)) {
                outer.put(link, edges.size());
                boolean exit = flow.loopOf(link.from()).isPresent();
                edges.add(new Edge(
                        edges.size(),
                        link.name(),
                        indexes.getOrDefault(from, Edge.START),
                        indexes.getOrDefault(to, Edge.END),
                        exit ? Optional.empty() : condition(link),
                        exit ? link.outcome().filter(NodeEnd.EXHAUSTED::equals) : link.outcome()));
            }
        }
        List<Node> nodes = new ArrayList<>();
        for (int unit : units) {
            int index = nodes.size();
            nodes.add(flow.loopOf(unit)
                    .<Node>map(loop -> loop(loop, index, outer))
                    .orElseGet(() -> maker.make(unit, index)));
        }
        return new Scope(nodes, edges);
    }

    private LoopNode loop(Loop loop, int index, Map<Link, Integer> outer) {
        List<Integer> body = flow.order().stream().filter(loop.body()::get).toList();
        Map<Integer, Integer> indexes = indexes(body);
        String name = flow.names().get(loop.target());
        List<Edge> edges = new ArrayList<>();
        List<Integer> backs = new ArrayList<>();
        Map<Integer, Integer> exits = new HashMap<>();
        edges.add(new Edge(
                0,
                "start -> " + name,
                Edge.START,
                indexes.getOrDefault(loop.target(), 0),
                Optional.empty(),
                Optional.empty()));
        for (Link link : flow.links()) {
            if (link.from() < 0 || !loop.body().get(link.from())) {
                continue;
            }
            int place = edges.size();
            boolean inside = !link.back() && link.to() >= 0 && loop.body().get(link.to());
            if (link.back()) {
                backs.add(place);
            } else if (!inside) {
                exits.put(place, outer.getOrDefault(link, 0));
            }
            edges.add(new Edge(
                    place,
                    link.name(),
                    indexes.getOrDefault(link.from(), 0),
                    inside ? indexes.getOrDefault(link.to(), 0) : Edge.END,
                    condition(link),
                    link.outcome()));
        }
        List<Node> nodes = new ArrayList<>();
        body.forEach(node -> nodes.add(maker.make(node, nodes.size())));
        return new LoopNode(index, name, loop.max(), new Scope(nodes, edges), backs, exits);
    }

    private Optional<Condition> condition(Link link) {
        return Optional.ofNullable(conditions.get(link));
    }

    /** Nodes outside of loops and the targets of loops, sources first. */
    private List<Integer> units() {
        DefaultDirectedGraph<Integer, DefaultEdge> graph = new DefaultDirectedGraph<>(DefaultEdge.class);
        Set<Integer> units = new LinkedHashSet<>();
        flow.order().forEach(node -> units.add(unit(node)));
        units.stream().sorted().forEach(graph::addVertex);
        for (Link link : flow.links()) {
            int from = unit(link.from());
            int to = unit(link.to());
            if (from >= 0 && to >= 0 && from != to) {
                graph.addEdge(from, to);
            }
        }
        List<Integer> order = new ArrayList<>();
        new TopologicalOrderIterator<>(graph, Comparator.<Integer>naturalOrder()).forEachRemaining(order::add);
        return order;
    }

    private int unit(int node) {
        return flow.loopOf(node).map(Loop::target).orElse(node);
    }

    private static Map<Integer, Integer> indexes(List<Integer> order) {
        Map<Integer, Integer> indexes = new HashMap<>();
        order.forEach(node -> indexes.put(node, indexes.size()));
        return indexes;
    }
}
