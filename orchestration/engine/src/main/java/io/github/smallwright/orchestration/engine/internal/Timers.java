package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.orchestration.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is overdue at a time, and when the next thing will be. Scans the live nodes: ticks are rare. */
final class Timers {

    private Timers() {}

    static Optional<String> spent(RunState state, long at) {
        return state.graph
                .budget()
                .time()
                .filter(limit -> state.purse.spent() == null && at >= state.startedAt + limit.toMillis())
                .map(limit -> limit + " of wall time");
    }

    static List<CallState> overdueCalls(RunState state, long at) {
        List<CallState> overdue = new ArrayList<>();
        for (NodeState node : live(state)) {
            CallState call = node.call;
            if (call != null && call.phase == CallState.Phase.ASKED && call.timesOutAt() <= at) {
                overdue.add(call);
            }
        }
        return overdue;
    }

    static List<NodeState> overdueNodes(RunState state, long at) {
        List<NodeState> overdue = new ArrayList<>();
        for (NodeState node : live(state)) {
            if (deadline(node) <= at) {
                overdue.add(node);
            }
        }
        return overdue;
    }

    static long deadline(NodeState node) {
        if (node.node instanceof Node.ToolNode tool && node.invokedAt >= 0) {
            return node.invokedAt + tool.timeout().toMillis();
        }
        return node.node instanceof Node.AgentNode declared
                ? node.readyAt + declared.deadline().toMillis()
                : Long.MAX_VALUE;
    }

    /** When the next call, node or the budget falls due; {@link Long#MAX_VALUE} if nothing does. */
    static long next(RunState state) {
        long next = state.purse.spent() != null
                ? Long.MAX_VALUE
                : state.graph
                        .budget()
                        .time()
                        .map(limit -> state.startedAt + limit.toMillis())
                        .orElse(Long.MAX_VALUE);
        for (NodeState node : live(state)) {
            next = Math.min(next, deadline(node));
            if (node.call != null && node.call.phase == CallState.Phase.ASKED) {
                next = Math.min(next, node.call.timesOutAt());
            }
        }
        return next;
    }

    private static List<NodeState> live(RunState state) {
        List<NodeState> live = new ArrayList<>();
        for (ScopeState scope : state.scopes.values()) {
            if (scope.end == null) {
                for (NodeState node : scope.nodes) {
                    if (node.live()) {
                        live.add(node);
                    }
                }
            }
        }
        return live;
    }
}
