package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.orchestration.graph.Node;
import org.jspecify.annotations.Nullable;

/** What a name means at a place in the tree of scopes. */
final class Views {

    private Views() {}

    /** The node of this name in the scope, in the last round of a loop of it, or in a scope around it; else null. */
    static @Nullable NodeState find(ScopeState from, String name) {
        ScopeState scope = from;
        while (scope != null) {
            NodeState here = within(scope, name);
            if (here != null) {
                return here;
            }
            scope = scope.owner == null ? null : scope.owner.scope;
        }
        return null;
    }

    /** The same without the scopes around. A loop's body comes before the loop, whose name is that of its target. */
    static @Nullable NodeState within(ScopeState scope, String name) {
        Node.LoopNode loop = scope.shape.loopAround(name);
        if (loop != null) {
            ScopeState round = scope.nodes[loop.index()].round;
            return round == null ? null : within(round, name);
        }
        Node node = scope.shape.node(name);
        return node == null ? null : scope.nodes[node.index()];
    }
}
