package io.github.smallwright.orchestration.graph;

import java.util.List;

/**
 * An acyclic graph of nodes that is run as one instance. Nodes stand in topological order, and a node's or edge's
 * {@code index} is its place in these lists.
 *
 * @param nodes at least one
 * @param edges edges between these nodes, from the scope's start, and to its end
 */
public record Scope(List<Node> nodes, List<Edge> edges) {

    public Scope {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }
}
