package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.orchestration.engine.internal.ScopeState.Fate;
import io.github.smallwright.orchestration.graph.Edge;
import io.github.smallwright.orchestration.graph.Node;
import io.github.smallwright.orchestration.graph.NodeEnd;
import io.github.smallwright.orchestration.run.Assurance;
import io.github.smallwright.orchestration.run.RunEvent;
import io.github.smallwright.orchestration.run.StopReason;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows from the end of a node: tokens, skips, rounds, the end of its scope, the end of the run. */
final class Scopes {

    private final Batch batch;
    private final Attempts attempts;
    private final long at;

    Scopes(Batch batch, long at) {
        this.batch = batch;
        this.at = at;
        this.attempts = new Attempts(batch, this);
    }

    Attempts attempts() {
        return attempts;
    }

    void open(String path) {
        batch.emit(new RunEvent.ScopeOpened(path));
        ScopeState scope = batch.state.scope(path);
        for (int edge : scope.shape.entries()) {
            arrive(scope.nodes[scope.shape.edges().get(edge).to()]);
        }
    }

    /** Ends a node that makes no artefact, and acts on it. */
    void end(NodeState node, NodeEnd end, @Nullable StopReason reason) {
        emitEnd(node, end, reason);
        ended(node);
    }

    private void emitEnd(NodeState node, NodeEnd end, @Nullable StopReason reason) {
        Assurance assurance = end == NodeEnd.DONE ? yielded(node) : null;
        batch.emit(new RunEvent.NodeEnded(
                node.scope.path, node.node.name(), end, null, null, assurance, reason, List.of()));
    }

    /** Acts on the end of a node that is already an event. Skips are followed without recursion. */
    void ended(NodeState first) {
        ArrayDeque<NodeState> done = new ArrayDeque<>(2);
        done.add(first);
        NodeState node;
        while ((node = done.poll()) != null) {
            for (int index : node.scope.shape.out(node.node.index())) {
                Edge edge = node.scope.shape.edges().get(index);
                if (edge.to() >= 0 && node.scope.fates[index] != Fate.ASKING) {
                    NodeState target = node.scope.nodes[edge.to()];
                    if (passedOver(target)) {
                        done.add(target);
                    } else {
                        arrive(target);
                        discard(target, index);
                    }
                }
            }
            if (settle(node)) {
                return;
            }
        }
        finishIfSettled(first.scope);
    }

    /** Whether the node now ends without having run. */
    private boolean passedOver(NodeState target) {
        if (target.ready || target.end != null || target.scope.end != null || !target.passedOver()) {
            return false;
        }
        NodeState loser = target.lostBy;
        if (loser == null || !target.allLost()) {
            emitEnd(target, NodeEnd.SKIPPED, null);
        } else {
            emitEnd(target, loser.end == NodeEnd.FAILED ? NodeEnd.FAILED : NodeEnd.ABSTAINED, loser.reason);
        }
        return true;
    }

    /** A token that comes to a join after another one had fired it does nothing. */
    private void discard(NodeState target, int edge) {
        if (target.firedBy >= 0 && target.firedBy != edge && target.scope.fates[edge] == Fate.TOKEN) {
            batch.emit(new RunEvent.TokenDiscarded(target.scope.path, edge));
        }
    }

    void decided(ScopeState scope, int index, boolean fired) {
        batch.emit(new RunEvent.EdgeDecided(scope.path, index, fired));
        ended(scope.nodes[scope.shape.edges().get(index).from()]);
    }

    private void arrive(NodeState target) {
        if (!target.started() || target.ready || target.end != null || target.scope.end != null) {
            return;
        }
        batch.emit(new RunEvent.NodeReady(target.scope.path, target.node.name(), at));
        if (target.firedBy >= 0) {
            cutOff(target);
        }
        if (target.node instanceof Node.LoopNode) {
            open(target.path() + "#1");
        } else {
            attempts.begin(target);
        }
    }

    /** An {@code any} join has fired: what can lead nowhere else is cancelled, other tokens that wait are discarded. */
    private void cutOff(NodeState join) {
        ScopeState scope = join.scope;
        for (NodeState node : scope.nodes) {
            if (node.end == null && scope.shape.leadsTo(node.node.index(), join.node.index())) {
                cancel(node);
            }
        }
        for (Edge edge : scope.shape.edges()) {
            if (edge.to() == join.node.index()) {
                discard(join, edge.index());
            }
        }
    }

    /** Whether an uncaught end of the node ended its scope. */
    private boolean settle(NodeState node) {
        if (node.scope.end != null || !node.endedBadly() || node.loser() != null) {
            return node.scope.end != null;
        }
        fail(node.scope, node.end, node.reason);
        return true;
    }

    /** Cancels the rest of the scope; what ended it becomes its end. */
    void fail(ScopeState scope, @Nullable NodeEnd end, @Nullable StopReason reason) {
        NodeEnd why = end == null ? NodeEnd.FAILED : end;
        cancelNodes(scope);
        batch.emit(new RunEvent.ScopeEnded(scope.path, why));
        leave(scope, why, reason);
    }

    void cancelRun(StopReason reason) {
        ScopeState root = batch.state.scope("/");
        cancelNodes(root);
        batch.emit(new RunEvent.ScopeEnded(root.path, NodeEnd.CANCELLED));
        batch.emit(new RunEvent.RunEnded(NodeEnd.CANCELLED, reason, at));
    }

    private void cancelNodes(ScopeState scope) {
        for (NodeState node : scope.nodes) {
            if (node.end == null) {
                cancel(node);
            }
        }
    }

    private void cancel(NodeState node) {
        if (node.round != null && node.round.end == null) {
            cancelNodes(node.round);
            batch.emit(new RunEvent.ScopeEnded(node.round.path, NodeEnd.CANCELLED));
        }
        emitEnd(node, NodeEnd.CANCELLED, null);
    }

    private void finishIfSettled(ScopeState scope) {
        if (scope.end != null || !scope.settled()) {
            return;
        }
        if (scope.owner == null) {
            finishRoot(scope);
        } else {
            finishRound(scope, scope.owner);
        }
    }

    private void finishRoot(ScopeState root) {
        NodeState output = Views.find(root, batch.state.graph.output());
        boolean reached = root.shape.edges().stream()
                .anyMatch(edge -> edge.to() == Edge.END && root.fates[edge.index()] == Fate.TOKEN);
        NodeEnd end = reached && output != null && output.end == NodeEnd.DONE ? NodeEnd.DONE : NodeEnd.ABSTAINED;
        StopReason reason = end == NodeEnd.DONE
                ? new StopReason(StopReason.Code.COMPLETED, "/", "The output node is done")
                : new StopReason(
                        StopReason.Code.NO_PATH,
                        "/",
                        "No path led to the end with node '%s' done".formatted(batch.state.graph.output()));
        batch.emit(new RunEvent.ScopeEnded(root.path, end));
        leave(root, end, reason);
    }

    private void finishRound(ScopeState round, NodeState owner) {
        Node.LoopNode loop = (Node.LoopNode) owner.node;
        batch.emit(new RunEvent.ScopeEnded(round.path, NodeEnd.DONE));
        boolean again = loop.backs().stream().anyMatch(edge -> round.fates[edge] == Fate.TOKEN);
        boolean caught =
                loop.exits().stream().anyMatch(exit -> exit.catching() && round.fates[exit.inside()] == Fate.TOKEN);
        if (!again || caught) {
            end(owner, NodeEnd.DONE, null);
        } else if (round.round < loop.max()) {
            open(owner.path() + "#" + (round.round + 1));
        } else {
            end(
                    owner,
                    NodeEnd.EXHAUSTED,
                    new StopReason(
                            StopReason.Code.EXHAUSTED,
                            owner.path(),
                            "The loop wanted another round after its %d".formatted(loop.max())));
        }
    }

    private void leave(ScopeState scope, NodeEnd end, @Nullable StopReason reason) {
        if (scope.owner == null) {
            batch.emit(new RunEvent.RunEnded(end, reason, at));
        } else {
            end(scope.owner, end, reason);
        }
    }

    /** A loop has the lowest assurance of what it yields: of the sources of its exits that fired. */
    private static Assurance yielded(NodeState node) {
        Assurance lowest = Assurance.CHECKED;
        ScopeState round = node.round;
        if (node.node instanceof Node.LoopNode loop && round != null) {
            for (Node.LoopNode.Exit exit : loop.exits()) {
                Assurance source =
                        round.nodes[loop.body().edges().get(exit.inside()).from()].assurance;
                if (round.fates[exit.inside()] == Fate.TOKEN && source != null) {
                    lowest = lowest.lowest(source);
                }
            }
        }
        return lowest;
    }

    /** The lowest assurance of what reaches the node. */
    static Assurance inputs(NodeState node) {
        Assurance lowest = Assurance.UNCHECKED;
        for (Edge edge : node.scope.shape.edges()) {
            if (edge.to() == node.node.index() && node.scope.fates[edge.index()] == Fate.TOKEN) {
                Assurance source = edge.from() >= 0
                        ? node.scope.nodes[edge.from()].assurance
                        : node.scope.owner == null ? null : inputs(node.scope.owner);
                lowest = source == null ? lowest : lowest.lowest(source);
            }
        }
        return lowest;
    }
}
