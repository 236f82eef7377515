package io.github.smallwright.orchestration.graph.internal;

import io.github.smallwright.orchestration.graph.Edge;
import io.github.smallwright.orchestration.graph.NodeEnd;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.EdgeReversedGraph;
import org.jgrapht.traverse.BreadthFirstIterator;
import org.jgrapht.traverse.TopologicalOrderIterator;

/**
 * The checked shape of a graph: an order of its nodes and its loops.
 *
 * @param anyJoins the nodes that the first token starts
 * @param order the nodes without start and end, sources first, loops before what follows them
 */
record Flow(List<String> names, List<Link> links, BitSet anyJoins, List<Integer> order, List<Loop> loops) {

    /** Empty if the shape is wrong; the problems say why. */
    static Optional<Flow> of(List<String> names, List<Link> links, BitSet anyJoins, Problems problems) {
        int before = problems.count();
        Graph<Integer, DefaultEdge> forward =
                graph(names, links.stream().filter(link -> !link.back()).toList());
        Graph<Integer, DefaultEdge> all = graph(names, links);
        boolean sound = links.size() > 0 && connected(all, names, links, problems);
        if (!Cycles.none(forward, links, names, problems) || !sound) {
            return Optional.empty();
        }
        List<Loop> loops = Loops.of(links, all, names, problems);
        Flow flow = new Flow(names, links, anyJoins, List.of(), loops);
        flow.checkOutcomes(problems);
        if (problems.count() > before) {
            return Optional.empty();
        }
        for (Loop loop : loops) {
            links.stream()
                    .filter(link -> loop.leftBy(link) && link.to() >= 0 && !link.back())
                    .forEach(exit -> loop.body().stream().forEach(member -> forward.addEdge(member, exit.to())));
        }
        List<Integer> order = new ArrayList<>();
        new TopologicalOrderIterator<>(forward, Comparator.<Integer>naturalOrder()).forEachRemaining(order::add);
        order.removeIf(node -> node < 0);
        return Optional.of(new Flow(names, links, anyJoins, List.copyOf(order), loops));
    }

    /** The loops in whose bodies the node is, innermost first. */
    List<Loop> loopsOf(int node) {
        return node < 0
                ? List.of()
                : loops.stream().filter(loop -> loop.body().get(node)).toList();
    }

    /** The innermost loop in whose body the node is. */
    Optional<Loop> loopOf(int node) {
        return loopsOf(node).stream().findFirst();
    }

    /** The loop whose exhaustion this edge catches: the innermost one that it leaves from the source of a back edge. */
    Optional<Loop> rescued(Link link) {
        return link.outcome().equals(Optional.of(NodeEnd.EXHAUSTED))
                ? loopsOf(link.from()).stream()
                        .filter(loop ->
                                loop.leftBy(link) && loop.backs().stream().anyMatch(back -> back.from() == link.from()))
                        .findFirst()
                : Optional.empty();
    }

    private static Graph<Integer, DefaultEdge> graph(List<String> names, List<Link> links) {
        Graph<Integer, DefaultEdge> graph = new DefaultDirectedGraph<>(DefaultEdge.class);
        graph.addVertex(Edge.START);
        graph.addVertex(Edge.END);
        for (int i = 0; i < names.size(); i++) {
            graph.addVertex(i);
        }
        links.forEach(link -> graph.addEdge(link.from(), link.to()));
        return graph;
    }

    private static boolean connected(
            Graph<Integer, DefaultEdge> all, List<String> names, List<Link> links, Problems problems) {
        if (links.stream().noneMatch(link -> link.from() == Edge.START)) {
            problems.addKey("/edges", "no edge leaves start", "an edge such as start -> " + names.get(0));
            return false;
        }
        BitSet reached = reached(all, Edge.START, names.size());
        BitSet ending = reached(new EdgeReversedGraph<>(all), Edge.END, names.size());
        for (int i = 0; i < names.size(); i++) {
            String pointer = Pointers.child("/nodes", names.get(i));
            if (!reached.get(i)) {
                problems.addKey(pointer, "node '" + names.get(i) + "' cannot be reached from start", "an edge to it");
            } else if (!ending.get(i)) {
                problems.addKey(pointer, "node '" + names.get(i) + "' does not lead to end", "an edge out of it");
            }
        }
        return reached.cardinality() == names.size() && ending.cardinality() == names.size();
    }

    private static BitSet reached(Graph<Integer, DefaultEdge> graph, int from, int size) {
        BitSet reached = new BitSet(size);
        new BreadthFirstIterator<>(graph, from).forEachRemaining(node -> {
            if (node >= 0) {
                reached.set(node);
            }
        });
        return reached;
    }

    private void checkOutcomes(Problems problems) {
        for (Link link : links) {
            if (link.outcome().equals(Optional.of(NodeEnd.EXHAUSTED))
                    && rescued(link).isEmpty()) {
                problems.add(
                        link.pointer() + "/outcome",
                        "the source of '" + link.name() + "' never ends exhausted",
                        "the source of a back edge, on an edge that leaves its loop");
            }
        }
    }
}
