package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.agents.TaskId;
import io.github.smallwright.orchestration.engine.internal.ScopeState.Fate;
import io.github.smallwright.orchestration.graph.AgentGraph;
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
        } else if (target.node instanceof Node.AgentNode) {
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
        cancelInstances(node);
        emitEnd(node, NodeEnd.CANCELLED, null);
    }

    private void cancelInstances(NodeState node) {
        for (ScopeState instance : node.instances()) {
            if (instance.end == null) {
                cancelNodes(instance);
                batch.emit(new RunEvent.ScopeEnded(instance.path, NodeEnd.CANCELLED));
            }
        }
    }

    private void finishIfSettled(ScopeState scope) {
        if (scope.end != null || !scope.settled()) {
            return;
        }
        if (scope.owner == null) {
            finishGraph(scope, batch.state.graph);
        } else if (scope.owner.node instanceof Node.LoopNode loop) {
            finishRound(scope, scope.owner, loop);
        } else if (scope.owner.node instanceof Node.SubgraphNode call) {
            finishGraph(scope, call.graph());
        } else {
            batch.emit(new RunEvent.ScopeEnded(scope.path, NodeEnd.DONE));
            openItems(scope.owner);
        }
    }

    /** An instance of a graph, that of the run or of a call, has nothing left to do. */
    private void finishGraph(ScopeState scope, AgentGraph graph) {
        NodeState output = Views.within(scope, graph.output());
        boolean reached = scope.shape.edges().stream()
                .anyMatch(edge -> edge.to() == Edge.END && scope.fates[edge.index()] == Fate.TOKEN);
        if (reached && output != null && output.end == NodeEnd.DONE) {
            batch.emit(new RunEvent.ScopeEnded(scope.path, NodeEnd.DONE));
            if (scope.owner == null) {
                leave(scope, NodeEnd.DONE, new StopReason(StopReason.Code.COMPLETED, "/", "The output node is done"));
            } else {
                hand(scope.owner, output);
            }
            return;
        }
        batch.emit(new RunEvent.ScopeEnded(scope.path, NodeEnd.ABSTAINED));
        String why = "No path led to the end with node '%s' done".formatted(graph.output());
        leave(scope, NodeEnd.ABSTAINED, new StopReason(StopReason.Code.NO_PATH, scope.path, why));
    }

    /** The call of a graph ends with what its output node made. */
    private void hand(NodeState call, NodeState output) {
        batch.emit(new RunEvent.NodeEnded(
                call.scope.path,
                call.node.name(),
                NodeEnd.DONE,
                output.digest,
                output.author,
                output.assurance,
                output.reason,
                output.evidence));
        ended(call);
    }

    void prepared(Input.Prepared it) {
        NodeState node = unended(it.scope(), it.node());
        if (node == null || !node.unprepared()) {
            return;
        }
        if (it.digest() == null) {
            String why = it.error() == null ? "no reason was given" : it.error();
            end(node, NodeEnd.FAILED, new StopReason(StopReason.Code.CONDITION, node.path(), why));
            return;
        }
        batch.emit(new RunEvent.NodePrepared(it.scope(), it.node(), it.digest(), it.count()));
        if (node.node instanceof Node.ToolNode tool) {
            batch.emit(new RunEvent.Invoked(task(node), at, tool.timeout().toMillis()));
        } else if (node.node instanceof Node.SubgraphNode) {
            open(node.path());
        } else {
            openItems(node);
        }
    }

    private TaskId task(NodeState node) {
        return new TaskId(batch.state.run, node.scope.path, node.node.name(), 1, Parts.CALL);
    }

    void returned(Input.Returned it) {
        NodeState node = unended(it.task().scope(), it.task().node());
        if (node == null || !node.invoked()) {
            return;
        }
        if (it.digest() == null) {
            end(node, NodeEnd.FAILED, new StopReason(StopReason.Code.TOOL, node.path(), it.problem()));
            return;
        }
        String author = "tool " + ((Node.ToolNode) node.node).tool().spec().name();
        batch.emit(new RunEvent.NodeEnded(
                node.scope.path, node.node.name(), NodeEnd.DONE, it.digest(), author, inputs(node), null, List.of()));
        ended(node);
    }

    /** A tool has not come back in time. */
    void late(NodeState node, Node.ToolNode tool) {
        batch.emit(new RunEvent.TimedOut(task(node), at));
        String why = "Tool '%s' gave no result within %s"
                .formatted(tool.tool().spec().name(), tool.timeout());
        end(node, NodeEnd.FAILED, new StopReason(StopReason.Code.TOOL, node.path(), why));
    }

    private void openItems(NodeState map) {
        Items items = map.items;
        if (items == null || items.opening) {
            return;
        }
        items.opening = true;
        int parallel = ((Node.MapNode) map.node).parallel();
        while (map.end == null && items.open.size() < parallel && items.opened < items.count) {
            open("%s[%d]".formatted(map.path(), items.opened));
        }
        items.opening = false;
    }

    void collected(Input.Collected it) {
        NodeState map = unended(it.scope(), it.node());
        Items items = map == null ? null : map.items;
        if (map == null || items == null || !map.collectable()) {
            return;
        }
        batch.emit(new RunEvent.NodeEnded(
                it.scope(),
                it.node(),
                NodeEnd.DONE,
                it.digest(),
                items.authors.isEmpty() ? "nobody" : String.join(", ", items.authors),
                items.assurance(),
                null,
                List.of()));
        ended(map);
    }

    private @Nullable NodeState unended(String path, String name) {
        ScopeState scope = batch.state.scopes.get(path);
        return scope == null || scope.end != null || scope.node(name).end != null ? null : scope.node(name);
    }

    private void finishRound(ScopeState round, NodeState owner, Node.LoopNode loop) {
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

    /** What the end of an instance means for its owner. */
    private void leave(ScopeState scope, NodeEnd end, @Nullable StopReason reason) {
        NodeState owner = scope.owner;
        if (owner == null) {
            batch.emit(new RunEvent.RunEnded(end, reason, at));
        } else if (owner.node instanceof Node.MapNode map && map.partial()) {
            openItems(owner);
        } else {
            cancelInstances(owner);
            end(owner, end, reason);
        }
    }

    /** A loop has the lowest assurance of what it yields: of the sources of its exits that fired. */
    private static Assurance yielded(NodeState node) {
        Assurance lowest = null;
        ScopeState round = node.round;
        if (node.node instanceof Node.LoopNode loop && round != null) {
            for (Node.LoopNode.Exit exit : loop.exits()) {
                Assurance source =
                        round.nodes[loop.body().edges().get(exit.inside()).from()].assurance;
                if (round.fates[exit.inside()] == Fate.TOKEN && source != null) {
                    lowest = lowest == null ? source : lowest.lowest(source);
                }
            }
        }
        return lowest == null ? Assurance.UNCHECKED : lowest;
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
