package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.agents.Output;
import io.github.smallwright.orchestration.graph.Node;
import io.github.smallwright.orchestration.graph.Scope;
import io.github.smallwright.tools.ToolSpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a name means at a place in the tree of scopes. */
final class Views {

    private Views() {}

    /** The node of this name in the scope, in the last round of a loop of it, or in a scope around it of the same graph; else null. */
    static @Nullable NodeState find(ScopeState from, String name) {
        ScopeState scope = from;
        while (scope != null) {
            NodeState here = within(scope, name);
            if (here != null) {
                return here;
            }
            scope = scope.owner == null || scope.closed() ? null : scope.owner.scope;
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

    /** The innermost round around, or the outermost scope of the graph. */
    static ScopeState round(ScopeState from) {
        ScopeState scope = from;
        while (scope.round == 0 && scope.owner != null && !scope.closed()) {
            scope = scope.owner.scope;
        }
        return scope;
    }

    /** The innermost item around, or the outermost scope of the graph. */
    static ScopeState item(ScopeState from) {
        ScopeState scope = from;
        while (scope.item < 0 && scope.owner != null && !scope.closed()) {
            scope = scope.owner.scope;
        }
        return scope;
    }

    /** Whether what the node makes is JSON. */
    static boolean structured(Node node) {
        if (node instanceof Node.SubgraphNode call) {
            return structured(made(call.graph().root(), call.graph().output()));
        }
        if (node instanceof Node.ToolNode call) {
            return call.tool().spec().yields() == ToolSpec.Yield.JSON;
        }
        return node instanceof Node.MapNode
                || (node instanceof Node.AgentNode agent && agent.agent().output() instanceof Output.Fields);
    }

    private static Node made(Scope scope, String name) {
        Node.LoopNode loop = scope.loopAround(name);
        if (loop != null) {
            return made(loop.body(), name);
        }
        return Objects.requireNonNull(scope.node(name), name);
    }
}
