package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.orchestration.graph.Node;
import io.github.smallwright.orchestration.graph.NodeEnd;
import io.github.smallwright.orchestration.graph.Scope;
import org.jspecify.annotations.Nullable;

/** One running of a scope. */
final class ScopeState {

    /** Where the decision about an edge stands. */
    enum Fate {
        OPEN,
        /** Its condition must be evaluated. */
        ASKING,
        TOKEN,
        SKIP,
        /** Its source ended badly, or was skipped for that, in a branch whose loss only the join at its end feels. */
        LOST,
        /** A token that came to an {@code any} join after it had fired. */
        DISCARDED
    }

    final String path;
    final Scope shape;
    /** The loop, map or call that this is an instance of; null for the graph itself. */
    final @Nullable NodeState owner;
    /** Counted from 1 in a loop, else 0. */
    final int round;
    /** Counted from 0 in a map, else -1. */
    final int item;

    final NodeState[] nodes;
    final Fate[] fates;
    /** The round before, for {@code last.*}; it is let go when this round ends. */
    @Nullable
    ScopeState previous;

    int unended;
    int undecided;

    @Nullable
    NodeEnd end;

    ScopeState(String path, Scope shape, @Nullable NodeState owner, int round, int item) {
        this.path = path;
        this.shape = shape;
        this.owner = owner;
        this.round = round;
        this.item = item;
        nodes = new NodeState[shape.nodes().size()];
        for (Node node : shape.nodes()) {
            nodes[node.index()] = new NodeState(this, node);
        }
        fates = new Fate[shape.edges().size()];
        java.util.Arrays.fill(fates, Fate.OPEN);
        unended = nodes.length;
    }

    /** Whether what is around cannot be seen from within. */
    boolean closed() {
        return owner != null && owner.node instanceof Node.SubgraphNode;
    }

    /** The instance of a graph that this belongs to: that of the run, or of a call. */
    ScopeState enclosingGraph() {
        ScopeState scope = this;
        while (scope.owner != null && !scope.closed()) {
            scope = scope.owner.scope;
        }
        return scope;
    }

    NodeState node(String name) {
        Node node = shape.node(name);
        if (node == null) {
            throw new IllegalStateException("Scope '%s' has no node '%s'".formatted(path, name));
        }
        return nodes[node.index()];
    }

    boolean settled() {
        return unended == 0 && undecided == 0;
    }
}
