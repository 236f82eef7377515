package io.github.smallwright.orchestration.graph;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An acyclic graph of nodes that is run as one instance. Nodes stand in topological order, and a node's or edge's
 * {@code index} is its place in its list. Immutable, equal only to itself; what the engine asks at every step is worked out once, here.
 */
public final class Scope {

    private static final int[] NONE = {};

    private final List<Node> nodes;
    private final List<Edge> edges;
    private final int[][] out;
    private final int[] inDegree;
    private final int[] entries;
    private final BitSet anyJoins;
    private final int[] captors;
    private final Map<String, Node> byName = new HashMap<>();
    private final Map<String, Node.LoopNode> loopOf = new HashMap<>();

    /**
     * Builds a scope.
     *
     * @param nodes at least one
     * @param edges edges between these nodes, from the scope's start, and to its end
     */
    public Scope(List<? extends Node> nodes, List<Edge> edges) {
        this(nodes, edges, new BitSet());
    }

    /**
     * Builds a scope.
     *
     * @param nodes at least one
     * @param edges edges between these nodes, from the scope's start, and to its end
     * @param anyJoins indices of the nodes that the first token starts; all others wait for all their edges
     */
    public Scope(List<? extends Node> nodes, List<Edge> edges, BitSet anyJoins) {
        this.anyJoins = (BitSet) anyJoins.clone();
        this.nodes = List.copyOf(nodes);
        this.edges = List.copyOf(edges);
        out = new int[nodes.size()][];
        inDegree = new int[nodes.size()];
        Map<Integer, List<Edge>> bySource = this.edges.stream().collect(Collectors.groupingBy(Edge::from));
        for (int node = 0; node < out.length; node++) {
            out[node] = indices(bySource.get(node));
        }
        entries = indices(bySource.get(Edge.START));
        for (Edge edge : edges) {
            if (edge.to() >= 0) {
                inDegree[edge.to()]++;
            }
        }
        captors = captors();
        for (Node node : nodes) {
            byName.put(node.name(), node);
            if (node instanceof Node.LoopNode loop) {
                loop.body().nodes().forEach(inner -> loopOf.put(inner.name(), loop));
                loop.body().loopOf.keySet().forEach(inner -> loopOf.put(inner, loop));
            }
        }
    }

    /** By node the first {@code any} join that every path from it leads to, or -1. */
    private int[] captors() {
        int[] first = new int[nodes.size()];
        Arrays.fill(first, -1);
        BitSet[] joins = new BitSet[nodes.size()];
        for (int node = nodes.size() - 1; node >= 0 && !anyJoins.isEmpty(); node--) {
            joins[node] = new BitSet();
            boolean begun = false;
            for (int index : out[node]) {
                int to = edges.get(index).to();
                BitSet through = to < 0 ? new BitSet() : (BitSet) joins[to].clone();
                if (to >= 0 && anyJoins.get(to)) {
                    through.set(to);
                }
                if (begun) {
                    joins[node].and(through);
                } else {
                    joins[node].or(through);
                    begun = true;
                }
            }
            first[node] = joins[node].nextSetBit(0);
        }
        return first;
    }

    private static int[] indices(@Nullable List<Edge> edges) {
        return edges == null ? NONE : edges.stream().mapToInt(Edge::index).toArray();
    }

    /** The nodes in topological order. */
    public List<Node> nodes() {
        return nodes;
    }

    /** The edges by index. */
    public List<Edge> edges() {
        return edges;
    }

    /** Indices of the edges that leave the node; not to be changed. */
    public int[] out(int node) {
        return node < 0 ? NONE : out[node];
    }

    /** How many edges lead to the node. */
    public int inDegree(int node) {
        return inDegree[node];
    }

    /** Whether the node's first token starts it; otherwise it waits for all its edges. */
    public boolean joinsAny(int node) {
        return anyJoins.get(node);
    }

    /** The first {@code any} join that every path from the node leads to, or -1: if the node ends badly, only that branch is lost. */
    public int captor(int node) {
        return captors[node];
    }

    /** Whether every path from the node leads to this {@code any} join. */
    public boolean leadsTo(int node, int join) {
        int at = captors[node];
        while (at >= 0 && at != join) {
            at = captors[at];
        }
        return at == join;
    }

    /** Indices of the edges from {@link Edge#START}; not to be changed. */
    public int[] entries() {
        return entries;
    }

    /** The node of this name that is no loop's body, or null. */
    public @Nullable Node node(String name) {
        return byName.get(name);
    }

    /** The loop of this scope in whose body the name stands, or null. */
    public Node.@Nullable LoopNode loopAround(String name) {
        return loopOf.get(name);
    }

    @Override
    public String toString() {
        return "Scope" + edges;
    }
}
