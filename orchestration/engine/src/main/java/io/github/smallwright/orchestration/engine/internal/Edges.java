package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.orchestration.engine.internal.ScopeState.Fate;
import io.github.smallwright.orchestration.graph.Edge;
import io.github.smallwright.orchestration.graph.Node;
import io.github.smallwright.orchestration.graph.NodeEnd;
import io.github.smallwright.orchestration.run.Assurance;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fold's part about tokens: what an end means for the edges that leave, and what they mean for joins. */
final class Edges {

    ScopeState open(RunState state, String path) {
        ScopeState scope =
                path.equals("/") ? new ScopeState(path, state.graph.root(), null, 0, -1) : child(state, path);
        for (int edge : scope.shape.entries()) {
            decide(scope, scope.shape.edges().get(edge), Fate.TOKEN, null);
        }
        return scope;
    }

    /** Paths are those of their owner: with {@code #2} for a round, {@code [5]} for an item, or nothing for a call. */
    private static ScopeState child(RunState state, String path) {
        int slash = path.lastIndexOf('/');
        ScopeState around = state.scope(slash == 0 ? "/" : path.substring(0, slash));
        String name = path.substring(slash + 1);
        int mark = Math.max(name.lastIndexOf('#'), name.lastIndexOf('['));
        NodeState owner = around.node(mark < 0 ? name : name.substring(0, mark));
        if (owner.node instanceof Node.MapNode map) {
            int item = Integer.parseInt(name.substring(mark + 1, name.length() - 1));
            ScopeState scope = new ScopeState(path, map.body(), owner, 0, item);
            Objects.requireNonNull(owner.items).opened(scope);
            return scope;
        }
        if (owner.node instanceof Node.SubgraphNode call) {
            owner.round = new ScopeState(path, call.graph().root(), owner, 0, -1);
            return owner.round;
        }
        int round = Integer.parseInt(name.substring(mark + 1));
        ScopeState scope = new ScopeState(path, ((Node.LoopNode) owner.node).body(), owner, round, -1);
        if (owner.round != null) {
            owner.round.previous = null;
            state.close(owner.round);
        }
        scope.previous = owner.round;
        owner.round = scope;
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
