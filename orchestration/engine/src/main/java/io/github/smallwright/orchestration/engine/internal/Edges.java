package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.orchestration.engine.internal.ScopeState.Fate;
import io.github.smallwright.orchestration.graph.Edge;
import io.github.smallwright.orchestration.graph.Node;
import io.github.smallwright.orchestration.graph.NodeEnd;
import io.github.smallwright.orchestration.run.Assurance;
import org.jspecify.annotations.Nullable;

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
            decide(scope, scope.shape.edges().get(edge), Fate.TOKEN, null);
        }
        return scope;
    }

    void leave(NodeState node) {
        node.scope.unended--;
        if (node.node instanceof Node.LoopNode loop) {
            leaveLoop(node, loop);
        } else {
            for (int index : node.scope.shape.out(node.node.index())) {
                fire(node, node.scope.shape.edges().get(index));
            }
        }
        if (node.end == NodeEnd.DONE || node.undecided == 0) {
            closeRest(node);
        }
    }

    private void fire(NodeState node, Edge edge) {
        if (edge.outcome().orElse(NodeEnd.DONE) != node.end) {
            return;
        }
        if (edge.when().isPresent()) {
            node.scope.fates[edge.index()] = Fate.ASKING;
            node.undecided++;
            node.scope.undecided++;
        } else {
            node.caught |= edge.outcome().isPresent();
            decide(node.scope, edge, Fate.TOKEN, null);
        }
    }

    /** The exits of a loop were decided in its last round; here they only become tokens of the scope around it. */
    private void leaveLoop(NodeState node, Node.LoopNode loop) {
        ScopeState round = node.round;
        for (Node.LoopNode.Exit exit : loop.exits()) {
            boolean fired = node.end == NodeEnd.EXHAUSTED
                    ? exit.rescue()
                    : node.end == NodeEnd.DONE && round != null && round.fates[exit.inside()] == Fate.TOKEN;
            if (fired) {
                node.caught |= node.end == NodeEnd.EXHAUSTED;
                decide(node.scope, node.scope.shape.edges().get(exit.outside()), Fate.TOKEN, null);
            }
        }
    }

    /** Edges that did not fire: lost if the node's branch is, else skipped. */
    private void closeRest(NodeState node) {
        NodeState loser = node.loser();
        for (int index : node.scope.shape.out(node.node.index())) {
            if (node.scope.fates[index] == Fate.OPEN) {
                decide(node.scope, node.scope.shape.edges().get(index), loser == null ? Fate.SKIP : Fate.LOST, loser);
            }
        }
    }

    void decided(ScopeState scope, int index, boolean fired) {
        Edge edge = scope.shape.edges().get(index);
        NodeState source = scope.nodes[edge.from()];
        source.undecided--;
        scope.undecided--;
        source.caught |= fired && edge.outcome().isPresent();
        scope.fates[index] = Fate.OPEN;
        if (fired) {
            decide(scope, edge, Fate.TOKEN, null);
        }
        if (source.undecided == 0) {
            closeRest(source);
        } else if (!fired) {
            decide(scope, edge, Fate.SKIP, null);
        }
    }

    private void decide(ScopeState scope, Edge edge, Fate fate, @Nullable NodeState loser) {
        scope.fates[edge.index()] = fate;
        if (edge.to() < 0) {
            return;
        }
        NodeState target = scope.nodes[edge.to()];
        target.open--;
        if (fate == Fate.TOKEN) {
            target.tokens++;
            boolean refused = edge.from() >= 0 && scope.nodes[edge.from()].assurance == Assurance.REFUSED;
            target.sound += refused ? 0 : 1;
        } else if (loser != null
                && (target.lostBy == null || (target.lostBy.end != NodeEnd.FAILED && loser.end == NodeEnd.FAILED))) {
            target.lostBy = loser;
        }
    }

    /** An {@code any} join starts: the token that fired it is the first sound one, else the first. */
    void started(NodeState node) {
        ScopeState scope = node.scope;
        if (!scope.shape.joinsAny(node.node.index())) {
            return;
        }
        for (Edge edge : scope.shape.edges()) {
            if (edge.to() == node.node.index() && scope.fates[edge.index()] == Fate.TOKEN) {
                boolean refused = edge.from() >= 0 && scope.nodes[edge.from()].assurance == Assurance.REFUSED;
                if (node.firedBy < 0 || !refused) {
                    node.firedBy = edge.index();
                }
                if (!refused) {
                    return;
                }
            }
        }
    }
}
