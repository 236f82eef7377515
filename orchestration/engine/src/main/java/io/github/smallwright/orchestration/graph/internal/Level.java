package io.github.smallwright.orchestration.graph.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.traverse.TopologicalOrderIterator;

/**
 * One scope of a graph whose shape is sound: the whole, or the body of a loop. Each loop in it is one unit, named by its
 * target.
 */
record Level(Flow flow, Optional<Loop> around) {

    boolean inside(int node) {
        return around.map(loop -> loop.body().get(node)).orElse(true);
    }

    /** The outermost loop within this scope in whose body the node is. */
    Optional<Loop> child(int node) {
        return flow.loopsOf(node).stream()
                .takeWhile(loop -> !around.equals(Optional.of(loop)))
                .reduce((inner, outer) -> outer);
    }

    int unit(int node) {
        return child(node).map(Loop::target).orElse(node);
    }

    /** The edges that start here and are not wholly within a loop of this scope. */
    List<Link> links() {
        return flow.links().stream().filter(this::belongs).toList();
    }

    private boolean belongs(Link link) {
        boolean starts = around.map(loop -> link.from() >= 0 && loop.body().get(link.from()))
                .orElse(true);
        Optional<Loop> child = child(link.from());
        return starts && (child.isEmpty() || child.get().leftBy(link));
    }

    /** Whether the edge leads to a unit of this scope, not out of it or back to its target. */
    boolean staysInside(Link link) {
        return link.to() >= 0 && !link.back() && inside(link.to());
    }

    /** Nodes of this scope itself and the targets of its loops, sources first. */
    List<Integer> units() {
        DefaultDirectedGraph<Integer, DefaultEdge> graph = new DefaultDirectedGraph<>(DefaultEdge.class);
        Set<Integer> units = new LinkedHashSet<>();
        flow.order().stream().filter(this::inside).forEach(node -> units.add(unit(node)));
        units.stream().sorted().forEach(graph::addVertex);
        for (Link link : links()) {
            if (link.from() >= 0 && staysInside(link)) {
                graph.addEdge(unit(link.from()), unit(link.to()));
            }
        }
        List<Integer> order = new ArrayList<>();
        new TopologicalOrderIterator<>(graph, Comparator.<Integer>naturalOrder()).forEachRemaining(order::add);
        return order;
    }
}
