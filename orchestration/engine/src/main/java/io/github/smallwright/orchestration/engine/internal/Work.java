package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.agents.TaskId;
import io.github.smallwright.orchestration.engine.internal.ScopeState.Fate;
import io.github.smallwright.orchestration.graph.GateUse;
import io.github.smallwright.orchestration.graph.NodeEnd;
import io.github.smallwright.orchestration.run.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The commands that events make necessary. {@link #decide} looks at nothing but what the event names; {@link #pending}
 * scans the whole state and is for resuming. Both give the same commands, which a test holds them to.
 */
final class Work {

    private Work() {}

    /** The commands that this event of the batch just applied makes necessary. */
    static void decide(RunState state, RunEvent event, Consumer<Command> todo) {
        if (event instanceof RunEvent.CallPlanned it) {
            call(state, it.task(), CallState.Phase.PLANNED, todo);
        } else if (event instanceof RunEvent.CallReady it) {
            call(state, it.task(), CallState.Phase.WAITING, todo);
        } else if (event instanceof RunEvent.Asked it) {
            call(state, it.task(), CallState.Phase.ASKED, todo);
            todo.accept(new Command.Wake(it.at() + it.timeoutMillis()));
        } else if (event instanceof RunEvent.Replied it) {
            call(state, it.task(), CallState.Phase.JUDGING, todo);
            if (it.task().part().equals(TaskId.GENERATE) || it.task().part().equals(Parts.REPAIR)) {
                gate(state, it.task(), 0, todo);
            }
        } else if (event instanceof RunEvent.Judged it) {
            NodeState node = state.node(it.task());
            if (node != null && node.attempt != null) {
                int judged = node.attempt.verdicts.size();
                GateUse last = judged == 0 ? null : gates(node).get(judged - 1);
                if (last != null && it.task().part().equals(Parts.gate(last.name()))) {
                    gate(state, it.task(), judged, todo);
                }
            }
        } else if (event instanceof RunEvent.NodeReady it) {
            ready(state, it, todo);
        } else if (event instanceof RunEvent.NodePrepared it) {
            ScopeState scope = state.scopes.get(it.scope());
            if (scope != null && it.count() == 0) {
                instances(scope.node(it.node()), todo);
            }
        } else if (event instanceof RunEvent.Invoked it) {
            todo.accept(new Command.Wake(it.at() + it.timeoutMillis()));
            NodeState node = state.node(it.task());
            if (node != null && node.invoked()) {
                todo.accept(new Command.Invoke(it.task()));
            }
        } else if (event instanceof RunEvent.ScopeEnded it) {
            itemEnded(state, it.scope(), todo);
        } else if (event instanceof RunEvent.NodeEnded it) {
            ended(state, it, todo);
        } else if (event instanceof RunEvent.TimedOut it) {
            todo.accept(new Command.Stop(it.task()));
        } else if (event instanceof RunEvent.RunStarted it) {
            state.graph.budget().time().ifPresent(limit -> todo.accept(new Command.Wake(it.at() + limit.toMillis())));
        }
    }

    private static void ready(RunState state, RunEvent.NodeReady it, Consumer<Command> todo) {
        ScopeState scope = state.scopes.get(it.scope());
        if (scope != null) {
            NodeState node = scope.node(it.node());
            if (Timers.deadline(node) != Long.MAX_VALUE) {
                todo.accept(new Command.Wake(Timers.deadline(node)));
            }
            instances(node, todo);
        }
    }

    /** The end of a map's last item makes its list due. */
    private static void itemEnded(RunState state, String path, Consumer<Command> todo) {
        int slash = path.lastIndexOf('/');
        int bracket = path.lastIndexOf('[');
        ScopeState around = state.scopes.get(slash <= 0 ? "/" : path.substring(0, slash));
        if (bracket > slash && around != null) {
            NodeState map = around.node(path.substring(slash + 1, bracket));
            int item = Integer.parseInt(path.substring(bracket + 1, path.length() - 1));
            if (map.items != null && map.items.lastEnded == item) {
                instances(map, todo);
            }
        }
    }

    private static void instances(NodeState node, Consumer<Command> todo) {
        if (node.unprepared()) {
            todo.accept(new Command.Prepare(node.scope.path, node.node.name()));
        } else if (node.collectable()) {
            todo.accept(new Command.Collect(node.scope.path, node.node.name()));
        }
    }

    private static List<GateUse> gates(NodeState node) {
        return ((io.github.smallwright.orchestration.graph.Node.AgentNode) node.node).gates();
    }

    private static void ended(RunState state, RunEvent.NodeEnded it, Consumer<Command> todo) {
        if (it.end() != NodeEnd.SKIPPED && it.digest() == null) {
            todo.accept(new Command.StopNode(it.scope(), it.node()));
        }
        ScopeState scope = state.scopes.get(it.scope());
        if (scope == null) {
            return;
        }
        NodeState node = scope.node(it.node());
        if (node.undecided > 0) {
            edges(node, todo);
        }
    }

    private static void edges(NodeState node, Consumer<Command> todo) {
        if (node.scope.end != null) {
            return;
        }
        for (int edge : node.scope.shape.out(node.node.index())) {
            if (node.scope.fates[edge] == Fate.ASKING) {
                todo.accept(new Command.Evaluate(node.scope.path, edge));
            }
        }
    }

    private static void call(RunState state, TaskId task, CallState.Phase phase, Consumer<Command> todo) {
        CallState call = state.current(task);
        if (call != null && call.phase == phase) {
            call(state, call, todo);
        }
    }

    private static void call(RunState state, CallState call, Consumer<Command> todo) {
        switch (call.phase) {
            case PLANNED -> todo.accept(new Command.Render(call.task));
            case WAITING -> todo.accept(new Command.Queue(call.task, state.laneOf.apply(call.model)));
            case ASKED -> todo.accept(new Command.Ask(call.task));
            case JUDGING -> todo.accept(new Command.ReadJudge(call.task));
            case ENDED -> {}
        }
    }

    private static void gate(RunState state, TaskId of, int judged, Consumer<Command> todo) {
        NodeState node = state.node(of);
        if (node != null
                && node.attempt != null
                && node.attempt.number == of.attempt()
                && node.attempt.verdicts.size() == judged) {
            gate(node, of.run(), todo);
        }
    }

    private static void gate(NodeState node, String run, Consumer<Command> todo) {
        boolean idle = node.call == null || node.call.phase == CallState.Phase.ENDED;
        if (node.live()
                && idle
                && node.attempt != null
                && node.attemptEnd == null
                && RunState.nextGate(node) instanceof GateUse.Check check) {
            todo.accept(new Command.RunGate(
                    new TaskId(run, node.scope.path, node.node.name(), node.attempt.number, Parts.gate(check.name()))));
        }
    }

    /** All work that the state calls for, but for {@link Command.Stop}, which only an event can. */
    static List<Command> pending(RunState state) {
        List<Command> todo = new ArrayList<>();
        if (state.end != null) {
            return todo;
        }
        for (ScopeState scope : state.scopes.values()) {
            if (scope.end == null) {
                for (NodeState node : scope.nodes) {
                    pending(state, node, todo);
                }
            }
        }
        if (Timers.next(state) != Long.MAX_VALUE) {
            todo.add(new Command.Wake(Timers.next(state)));
        }
        return todo;
    }

    private static void pending(RunState state, NodeState node, List<Command> todo) {
        if (node.live() && node.call != null && node.call.phase != CallState.Phase.ENDED) {
            call(state, node.call, todo::add);
        } else if (node.invoked()) {
            todo.add(new Command.Invoke(new TaskId(state.run, node.scope.path, node.node.name(), 1, Parts.CALL)));
        } else if (node.unprepared() || node.collectable()) {
            instances(node, todo::add);
        } else if (node.live()) {
            gate(node, state.run, todo::add);
        } else if (node.undecided > 0) {
            edges(node, todo::add);
        }
    }
}
