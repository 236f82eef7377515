package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.orchestration.engine.internal.ScopeState.Fate;
import io.github.smallwright.orchestration.graph.Edge;
import io.github.smallwright.orchestration.graph.Node;
import io.github.smallwright.orchestration.graph.NodeEnd;

/** The fold's part about tokens: what an end means for the edges that leave, and what they mean for joins. */
final class Edges {

    ScopeState open(RunState state, String path) {
        ScopeState scope;
        if (path.equals("/")) {
            scope = new ScopeState(path, state.graph.root(), null, 0);
        } else {
            int hash = path.lastIndexOf('#');
            int slash = path.lastIndexOf('/', hash);
            NodeState owner =
                    state.scope(slash == 0 ? "/" : path.substring(0, slash)).node(path.substring(slash + 1, hash));
            Node.LoopNode loop = (Node.LoopNode) owner.node;
            scope = new ScopeState(path, loop.body(), owner, Integer.parseInt(path.substring(hash + 1)));
            if (owner.round != null) {
                owner.round.previous = null;
                state.close(owner.round);
            }
            scope.previous = owner.round;
            owner.round = scope;
        }
        for (int edge : scope.shape.entries()) {
            decide(scope, scope.shape.edges().get(edge), true);
        }
        return scope;
    }

    void leave(NodeState node) {
        ScopeState scope = node.scope;
        scope.unended--;
        if (node.node instanceof Node.LoopNode loop) {
            leaveLoop(node, loop);
            return;
        }
        for (int index : scope.shape.out(node.node.index())) {
            Edge edge = scope.shape.edges().get(index);
            NodeEnd wanted = edge.outcome().orElse(NodeEnd.DONE);
            if (wanted != node.end) {
                decide(scope, edge, false);
            } else if (edge.when().isPresent()) {
                scope.fates[index] = Fate.ASKING;
                node.undecided++;
                scope.undecided++;
            } else {
                node.caught |= edge.outcome().isPresent();
                decide(scope, edge, true);
            }
        }
    }

    /** The exits of a loop were decided in its last round; here they only become tokens of the scope around it. */
    private void leaveLoop(NodeState node, Node.LoopNode loop) {
        ScopeState round = node.round;
        for (Node.LoopNode.Exit exit : loop.exits()) {
            boolean fired = node.end == NodeEnd.EXHAUSTED
                    ? exit.rescue()
                    : node.end == NodeEnd.DONE && round != null && round.fates[exit.inside()] == Fate.TOKEN;
            node.caught |= node.end == NodeEnd.EXHAUSTED && fired;
            decide(node.scope, node.scope.shape.edges().get(exit.outside()), fired);
        }
    }

    void decided(ScopeState scope, int index, boolean fired) {
        Edge edge = scope.shape.edges().get(index);
        NodeState source = scope.nodes[edge.from()];
        source.undecided--;
        scope.undecided--;
        source.caught |= fired && edge.outcome().isPresent();
        decide(scope, edge, fired);
    }

    private void decide(ScopeState scope, Edge edge, boolean fired) {
        scope.fates[edge.index()] = fired ? Fate.TOKEN : Fate.SKIP;
        if (edge.to() >= 0) {
            NodeState target = scope.nodes[edge.to()];
            target.open--;
            if (fired) {
                target.tokens++;
            }
        }
    }
}
