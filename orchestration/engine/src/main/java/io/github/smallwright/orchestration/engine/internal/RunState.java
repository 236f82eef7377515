package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.agents.ModelCard;
import io.github.smallwright.agents.TaskId;
import io.github.smallwright.agents.Verdict;
import io.github.smallwright.orchestration.graph.AgentGraph;
import io.github.smallwright.orchestration.graph.AgentUse;
import io.github.smallwright.orchestration.graph.GateUse;
import io.github.smallwright.orchestration.graph.Node;
import io.github.smallwright.orchestration.graph.NodeEnd;
import io.github.smallwright.orchestration.run.RunEvent;
import io.github.smallwright.orchestration.run.RunEvent.AttemptEnd;
import io.github.smallwright.orchestration.run.StopReason;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fold of a run's events. Mutable, owned by the run's one logical thread; {@link #apply} does no I/O. */
final class RunState {

    final AgentGraph graph;
    final String run;
    final Purse purse;
    final Function<String, String> laneOf;
    final Map<String, ScopeState> scopes = new HashMap<>(4);
    final Map<String, ArrayDeque<CallState>> waiting = new HashMap<>(4);
    private final Edges edges = new Edges();
    long seq;
    long startedAt;
    long endedAt;

    @Nullable
    NodeEnd end;

    @Nullable
    StopReason reason;

    RunState(AgentGraph graph, String run, Function<String, ModelCard> cards, Function<String, String> laneOf) {
        this.graph = graph;
        this.run = run;
        this.purse = new Purse(graph.budget(), cards);
        this.laneOf = laneOf;
    }

    ArrayDeque<CallState> waitingIn(String lane) {
        return waiting.computeIfAbsent(lane, key -> new ArrayDeque<>(2));
    }

    /** The node that the task belongs to, or null if its scope is gone. */
    @Nullable
    NodeState node(TaskId task) {
        ScopeState scope = scopes.get(task.scope());
        return scope == null ? null : scope.node(task.node());
    }

    /** The work under this id if it still goes on, else null. */
    @Nullable
    CallState current(TaskId task) {
        NodeState node = node(task);
        if (node == null || node.end != null || node.call == null || node.call.phase == CallState.Phase.ENDED) {
            return null;
        }
        return node.call.task.equals(task) ? node.call : null;
    }

    private NodeState nodeOf(TaskId task) {
        NodeState node = node(task);
        if (node == null) {
            throw new IllegalStateException("Event names task '%s' of a scope that is gone".formatted(task));
        }
        return node;
    }

    private CallState callOf(TaskId task) {
        CallState call = nodeOf(task).call;
        if (call == null || !call.task.equals(task)) {
            throw new IllegalStateException("Event names task '%s' which nobody works on".formatted(task));
        }
        return call;
    }

    void apply(RunEvent event) {
        seq++;
        if (event instanceof RunEvent.NodeReady it) {
            NodeState node = scope(it.scope()).node(it.node());
            node.ready = true;
            node.readyAt = it.at();
            edges.started(node);
        } else if (event instanceof RunEvent.CallPlanned it) {
            planned(it);
        } else if (event instanceof RunEvent.CallReady it) {
            CallState call = callOf(it.task());
            call.phase = CallState.Phase.WAITING;
            call.promptTokens = it.promptTokens();
            waitingIn(laneOf.apply(call.model)).add(call);
        } else if (event instanceof RunEvent.Asked it) {
            asked(it);
        } else if (event instanceof RunEvent.Replied it) {
            replied(it);
        } else if (event instanceof RunEvent.Judged it) {
            judged(it);
        } else if (event instanceof RunEvent.NodeEnded it) {
            nodeEnded(it);
        } else if (event instanceof RunEvent.AttemptEnded it) {
            attemptEnded(it);
        } else if (event instanceof RunEvent.CallFailed it) {
            lost(callOf(it.task()));
        } else if (event instanceof RunEvent.TimedOut it && !it.task().part().equals(Parts.CALL)) {
            lost(callOf(it.task()));
        } else if (event instanceof RunEvent.TryFailed it) {
            purse.book(
                    it.usage(), purse.cost(callOf(it.task()).model, it.usage().promptTokens(), 0));
        } else if (event instanceof RunEvent.FeedbackLeftOut it) {
            leftOut(callOf(it.task()));
        } else if (event instanceof RunEvent.EdgeDecided it) {
            edges.decided(scope(it.scope()), it.edge(), it.fired());
        } else if (event instanceof RunEvent.TokenDiscarded it) {
            scope(it.scope()).fates[it.edge()] = ScopeState.Fate.DISCARDED;
        } else if (event instanceof RunEvent.ScopeOpened it) {
            ScopeState opened = edges.open(this, it.scope());
            scopes.put(opened.path, opened);
        } else if (event instanceof RunEvent.ScopeEnded it) {
            scopeEnded(scope(it.scope()), it.end());
        } else if (event instanceof RunEvent.Invoked it) {
            nodeOf(it.task()).invokedAt = it.at();
        } else if (event instanceof RunEvent.NodePrepared it) {
            NodeState node = scope(it.scope()).node(it.node());
            node.prepared = it.digest();
            node.items = node.node instanceof Node.MapNode ? new Items(it.count()) : null;
        } else if (event instanceof RunEvent.BudgetSpent it) {
            purse.spend(it.limit());
        } else if (event instanceof RunEvent.RunStarted it) {
            startedAt = it.at();
        } else if (event instanceof RunEvent.RunEnded it) {
            end = it.end();
            reason = it.reason();
            endedAt = it.at();
        }
    }

    ScopeState scope(String path) {
        ScopeState scope = scopes.get(path);
        if (scope == null) {
            throw new IllegalStateException("Event names scope '%s' which is not open".formatted(path));
        }
        return scope;
    }

    /** Lets the scope go from the map, with those in it; what refers to it may still read its values. */
    void close(ScopeState scope) {
        scopes.remove(scope.path);
        for (NodeState node : scope.nodes) {
            node.instances().forEach(this::close);
        }
    }

    private void scopeEnded(ScopeState scope, NodeEnd how) {
        scope.end = how;
        if (scope.owner != null && scope.owner.items != null) {
            scope.owner.items.ended(scope);
            close(scope);
        }
    }

    private void planned(RunEvent.CallPlanned it) {
        TaskId task = it.task();
        NodeState node = nodeOf(task);
        Node.AgentNode declared = (Node.AgentNode) node.node;
        AgentUse agent = declared.agent();
        if (task.part().equals(TaskId.GENERATE)) {
            int model = agent.models().indexOf(it.model());
            if (model != node.model) {
                node.model = model;
                node.attemptsWithModel = 0;
            }
            node.attemptsWithModel++;
            node.attempt = new Attempt(task.attempt(), it.model());
            node.attemptEnd = null;
        } else if (!task.part().equals(Parts.REPAIR)) {
            agent = Parts.agent(declared, task.part());
            if (node.attemptEnd != null && node.attempt != null) {
                node.attempt.asked++;
            }
        }
        node.call = new CallState(task, node, agent, it.model(), CallState.Phase.PLANNED);
    }

    private void asked(RunEvent.Asked it) {
        CallState call = callOf(it.task());
        waitingIn(laneOf.apply(call.model)).remove(call);
        call.phase = CallState.Phase.ASKED;
        call.seed = it.seed();
        call.temperature = it.temperature();
        call.maxTokens = it.maxTokens();
        call.askedAt = it.at();
        call.timeoutMillis = it.timeoutMillis();
        call.reservedTokens = it.reservedTokens();
        call.reservedMoney = it.reservedMoney();
        purse.reserve(it.reservedTokens(), it.reservedMoney());
    }

    private void replied(RunEvent.Replied it) {
        CallState call = callOf(it.task());
        purse.settle(call, it.usage(), it.money());
        call.phase = CallState.Phase.ENDED;
        Attempt attempt = call.node.attempt;
        if (attempt != null && call.generates() && it.unreadable() != null) {
            attempt.unread = it.digest();
            attempt.unreadable = it.unreadable();
        }
        if (it.unreadable() != null
                || it.finish() != io.github.smallwright.agents.Reply.Finish.STOP
                || attempt == null) {
            return;
        }
        if (call.generates()) {
            attempt.digest = it.digest();
        } else if (Parts.isGate(call.task.part())) {
            call.reply = it.digest();
            call.phase = CallState.Phase.JUDGING;
        } else {
            attempt.remarks.add(it.digest());
        }
    }

    private void judged(RunEvent.Judged it) {
        NodeState node = nodeOf(it.task());
        if (node.call != null) {
            leftOut(node.call);
        }
        if (node.attempt != null) {
            node.attempt.verdicts.add(it.verdict());
            if (it.verdict() instanceof Verdict.Accept) {
                node.attempt.score++;
            }
        }
    }

    private void attemptEnded(RunEvent.AttemptEnded it) {
        NodeState node = nodeOf(it.task());
        Attempt attempt = node.attempt;
        if (attempt == null) {
            return;
        }
        attempt.digest = it.digest();
        attempt.score = it.score();
        attempt.fraction = it.fraction();
        attempt.feedback = it.feedback();
        node.attemptEnd = it.end();
        node.failed = attempt;
        node.remember(attempt);
        if (attempt.digest != null && attempt.betterThan(node.best)) {
            node.best = attempt;
        }
        if (it.end() == AttemptEnd.INTERRUPTED) {
            node.interruptions++;
            node.attemptsWithModel--;
        }
    }

    private void nodeEnded(RunEvent.NodeEnded it) {
        NodeState node = scope(it.scope()).node(it.node());
        if (node.call != null) {
            leftOut(node.call);
        }
        node.end = it.end();
        node.digest = it.digest();
        node.author = it.author();
        node.assurance = it.assurance();
        node.reason = it.reason();
        node.evidence = it.evidence();
        edges.leave(node);
    }

    /** The work is over before it came to an end of its own. */
    private void leftOut(CallState call) {
        if (call.phase == CallState.Phase.ASKED) {
            lost(call);
        } else if (call.phase == CallState.Phase.WAITING) {
            waitingIn(laneOf.apply(call.model)).remove(call);
        }
        call.phase = CallState.Phase.ENDED;
    }

    private void lost(CallState call) {
        if (call.phase == CallState.Phase.ASKED) {
            purse.lose(call);
        }
        call.phase = CallState.Phase.ENDED;
    }

    /** The next gate of the attempt under way, or null. */
    static @Nullable GateUse nextGate(NodeState node) {
        Attempt attempt = node.attempt;
        Node.AgentNode declared = (Node.AgentNode) node.node;
        return attempt == null
                        || attempt.digest == null
                        || attempt.verdicts.size() >= declared.gates().size()
                ? null
                : declared.gates().get(attempt.verdicts.size());
    }
}
