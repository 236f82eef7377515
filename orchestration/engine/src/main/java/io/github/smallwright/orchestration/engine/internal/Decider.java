package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.agents.Reply;
import io.github.smallwright.agents.Verdict;
import io.github.smallwright.orchestration.graph.Node;
import io.github.smallwright.orchestration.graph.NodeEnd;
import io.github.smallwright.orchestration.run.RunEvent;
import io.github.smallwright.orchestration.run.RunEvent.AttemptEnd;
import io.github.smallwright.orchestration.run.StopReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Turns one input into the events that follow from it. Deterministic: the same state and input give the same events. */
final class Decider {

    private static final double SAMPLING_TEMPERATURE = 0.7;

    private Decider() {}

    /** Applies the events to the state and returns them; empty if the input no longer matters. */
    static List<RunEvent> accept(RunState state, Input input) {
        Batch batch = new Batch(state);
        if (state.end != null) {
            return batch.events();
        }
        if (input instanceof Input.Rendered it) {
            rendered(batch, it);
        } else if (input instanceof Input.SlotFree it) {
            slotFree(batch, it);
        } else if (input instanceof Input.Answered it) {
            answered(batch, it);
        } else if (input instanceof Input.Decided it) {
            decided(batch, it);
        } else if (input instanceof Input.Evaluated it) {
            evaluated(batch, it);
        } else if (input instanceof Input.Broken it) {
            broken(batch, it);
        } else if (input instanceof Input.Retried it) {
            if (state.current(it.task()) != null) {
                batch.emit(new RunEvent.TryFailed(it.task(), it.number(), it.reason(), it.usage()));
            }
        } else if (input instanceof Input.Tick it) {
            tick(batch, it.at());
        } else if (input instanceof Input.Unrenderable it) {
            unrenderable(batch, it);
        } else if (input instanceof Input.Prepared it) {
            new Scopes(batch, it.at()).prepared(it);
        } else if (input instanceof Input.Collected it) {
            new Scopes(batch, it.at()).collected(it);
        } else if (input instanceof Input.Returned it) {
            new Scopes(batch, it.at()).returned(it);
        } else if (input instanceof Input.Start it) {
            start(batch, it.inputsDigest(), it.at());
            new Scopes(batch, it.at()).open("/");
        } else if (input instanceof Input.Refuse it) {
            start(batch, it.inputsDigest(), it.at());
            batch.emit(new RunEvent.RunEnded(NodeEnd.FAILED, it.reason(), it.at()));
        } else if (input instanceof Input.Cancel it) {
            cancel(batch, it);
        }
        return batch.events();
    }

    private static void start(Batch batch, String inputs, long at) {
        RunState state = batch.state;
        batch.emit(new RunEvent.RunStarted(
                RunEvent.VERSION, state.run, state.graph.name(), state.graph.digest(), inputs, at));
    }

    private static void cancel(Batch batch, Input.Cancel it) {
        StopReason reason = new StopReason(StopReason.Code.CANCELLED, "/", it.why());
        if (batch.state.scopes.isEmpty()) {
            batch.emit(new RunEvent.RunEnded(NodeEnd.CANCELLED, reason, it.at()));
        } else {
            new Scopes(batch, it.at()).cancelRun(reason);
        }
    }

    private static void rendered(Batch batch, Input.Rendered it) {
        CallState call = batch.state.current(it.task());
        if (call != null && call.phase == CallState.Phase.PLANNED) {
            batch.emit(new RunEvent.CallReady(it.task(), it.promptTokens()));
            if (batch.state.purse.spent() != null) {
                unpaid(batch, call, it.at());
            }
        }
    }

    private static void unrenderable(Batch batch, Input.Unrenderable it) {
        NodeState node = batch.state.node(it.task());
        if (node != null && node.live()) {
            new Scopes(batch, it.at())
                    .end(node, NodeEnd.FAILED, new StopReason(StopReason.Code.CONDITION, node.path(), it.why()));
        }
    }

    private static void slotFree(Batch batch, Input.SlotFree it) {
        RunState state = batch.state;
        ArrayDeque<CallState> waiting = state.waitingIn(it.lane());
        CallState call = waiting.peek();
        if (call == null || call.agent == null) {
            return;
        }
        int wanted = call.agent.maxTokens();
        int fitting = state.purse.fitting(call, wanted);
        if (fitting < wanted && state.purse.hasOpenCalls()) {
            return;
        }
        if (fitting < Math.min(wanted, call.agent.minTokens())) {
            batch.emit(new RunEvent.BudgetSpent(state.purse.bindingLimit(call)));
            payNobody(batch, it.at());
            return;
        }
        long tokens = (long) call.promptTokens + fitting;
        batch.emit(new RunEvent.Asked(
                call.task,
                it.seed(),
                call.generates() && call.task.attempt() > 1 ? SAMPLING_TEMPERATURE : 0,
                fitting,
                it.at(),
                ((Node.AgentNode) call.node.node).timeout().toMillis(),
                tokens,
                state.purse.cost(call.model, call.promptTokens, fitting)));
    }

    /** The budget is spent: every call that waits is settled without being sent. */
    private static void payNobody(Batch batch, long at) {
        List<CallState> unpaid = new ArrayList<>();
        batch.state.waiting.values().forEach(unpaid::addAll);
        for (CallState call : unpaid) {
            if (call.phase == CallState.Phase.WAITING && call.node.end == null) {
                unpaid(batch, call, at);
            }
        }
    }

    private static void unpaid(Batch batch, CallState call, long at) {
        Attempts attempts = new Scopes(batch, at).attempts();
        String why = "the budget of %s is spent".formatted(batch.state.purse.spent());
        if (call.generates()) {
            attempts.otherwise(call.node, StopReason.Code.BUDGET, why);
        } else {
            lost(batch, attempts, call, Verdict.Cause.EVIDENCE, why);
        }
    }

    /** A judge or a feedback agent gave nothing. */
    private static void lost(Batch batch, Attempts attempts, CallState call, Verdict.Cause cause, String why) {
        if (Parts.isGate(call.task.part())) {
            attempts.judged(call.node, Parts.name(call.task.part()), new Verdict.Unsure(cause, why));
        } else {
            batch.emit(new RunEvent.FeedbackLeftOut(call.task, why));
            attempts.proceed(call.node);
        }
    }

    private static void answered(Batch batch, Input.Answered it) {
        Reply reply = it.reply();
        CallState call = batch.state.current(it.task());
        if (call == null || call.phase != CallState.Phase.ASKED) {
            batch.emit(new RunEvent.LateReply(it.task(), reply.usage()));
            return;
        }
        String unreadable = reply.unreadable().orElse(null);
        batch.emit(new RunEvent.Replied(
                it.task(),
                it.digest(),
                reply.finish(),
                unreadable,
                reply.repairs(),
                reply.usage(),
                it.money(),
                it.at()));
        Attempts attempts = new Scopes(batch, it.at()).attempts();
        boolean cut = reply.finish() == Reply.Finish.LENGTH;
        if (call.generates()) {
            if (cut) {
                attempts.fail(
                        call.node,
                        AttemptEnd.REVISE,
                        "The reply was cut off at %d tokens: be shorter.".formatted(call.maxTokens),
                        0);
            } else if (unreadable != null) {
                attempts.unreadable(call, unreadable);
            } else {
                attempts.candidate(call.node);
            }
        } else if (cut || unreadable != null) {
            String why = unreadable != null ? unreadable : "the reply was cut off";
            lost(batch, attempts, call, Verdict.Cause.EVIDENCE, why);
        } else if (!Parts.isGate(call.task.part())) {
            attempts.proceed(call.node);
        }
    }

    private static void broken(Batch batch, Input.Broken it) {
        CallState call = batch.state.current(it.task());
        if (call == null || call.phase != CallState.Phase.ASKED) {
            return;
        }
        if (it.undeliverable()) {
            batch.emit(new RunEvent.Undeliverable(it.task(), call.model, it.reason()));
        }
        batch.emit(new RunEvent.CallFailed(it.task(), it.reason(), it.interrupted(), it.at()));
        Attempts attempts = new Scopes(batch, it.at()).attempts();
        if (call.generates()) {
            attempts.died(call.node, it.reason(), it.interrupted());
        } else {
            lost(batch, attempts, call, Verdict.Cause.ENVIRONMENT, it.reason());
        }
    }

    private static void decided(Batch batch, Input.Decided it) {
        NodeState node = batch.state.node(it.task());
        if (node == null || !node.live() || node.attempt == null || node.attemptEnd != null) {
            return;
        }
        var gate = RunState.nextGate(node);
        if (gate != null
                && it.task().attempt() == node.attempt.number
                && it.task().part().equals(Parts.gate(gate.name()))) {
            new Scopes(batch, it.at()).attempts().judged(node, gate.name(), it.verdict());
        }
    }

    private static void evaluated(Batch batch, Input.Evaluated it) {
        ScopeState scope = batch.state.scopes.get(it.scope());
        if (scope == null || scope.end != null || scope.fates[it.edge()] != ScopeState.Fate.ASKING) {
            return;
        }
        Scopes scopes = new Scopes(batch, it.at());
        if (it.error() == null) {
            scopes.decided(scope, it.edge(), it.holds());
        } else {
            String edge = scope.shape.edges().get(it.edge()).name();
            scopes.fail(
                    scope,
                    NodeEnd.FAILED,
                    new StopReason(StopReason.Code.CONDITION, scope.path, "Edge '%s': %s".formatted(edge, it.error())));
        }
    }

    private static void tick(Batch batch, long at) {
        RunState state = batch.state;
        Timers.spent(state, at).ifPresent(limit -> {
            batch.emit(new RunEvent.BudgetSpent(limit));
            payNobody(batch, at);
        });
        for (CallState call : Timers.overdueCalls(state, at)) {
            if (call.phase == CallState.Phase.ASKED && call.node.end == null && state.end == null) {
                batch.emit(new RunEvent.TimedOut(call.task, at));
                Attempts attempts = new Scopes(batch, at).attempts();
                String why = "no reply within %d ms".formatted(call.timeoutMillis);
                if (call.generates()) {
                    attempts.died(call.node, why, false);
                } else {
                    lost(batch, attempts, call, Verdict.Cause.EVIDENCE, why);
                }
            }
        }
        for (NodeState node : Timers.overdueNodes(state, at)) {
            if (!node.live() || state.end != null || node.scope.end != null) {
                continue;
            }
            if (node.node instanceof Node.ToolNode tool) {
                new Scopes(batch, at).late(node, tool);
            } else {
                new Scopes(batch, at)
                        .attempts()
                        .otherwise(node, StopReason.Code.DEADLINE, "The node's deadline passed");
            }
        }
    }
}
