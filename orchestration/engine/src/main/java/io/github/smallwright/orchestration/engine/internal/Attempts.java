package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.agents.Gate;
import io.github.smallwright.agents.Output;
import io.github.smallwright.agents.TaskId;
import io.github.smallwright.agents.Verdict;
import io.github.smallwright.orchestration.graph.AgentUse;
import io.github.smallwright.orchestration.graph.GateUse;
import io.github.smallwright.orchestration.graph.Node;
import io.github.smallwright.orchestration.graph.NodeEnd;
import io.github.smallwright.orchestration.run.Assurance;
import io.github.smallwright.orchestration.run.Evidence;
import io.github.smallwright.orchestration.run.RunEvent;
import io.github.smallwright.orchestration.run.RunEvent.AttemptEnd;
import io.github.smallwright.orchestration.run.StopReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gate protocol of one node: attempts, verdicts, the cascade, and what to do when nothing is left. */
final class Attempts {

    private final Batch batch;
    private final Scopes scopes;

    Attempts(Batch batch, Scopes scopes) {
        this.batch = batch;
        this.scopes = scopes;
    }

    void begin(NodeState node) {
        plan(node, 0);
    }

    /** Plans the next attempt with this model of the cascade. */
    private void plan(NodeState node, int model) {
        String spent = batch.state.purse.spent();
        if (spent != null) {
            otherwise(node, StopReason.Code.BUDGET, "The budget of %s is spent".formatted(spent));
            return;
        }
        int number = node.attempt == null ? 1 : node.attempt.number + 1;
        TaskId task = new TaskId(batch.state.run, node.scope.path, node.node.name(), number, TaskId.GENERATE);
        batch.emit(
                new RunEvent.CallPlanned(task, declared(node).agent().models().get(model)));
    }

    private static Node.AgentNode declared(NodeState node) {
        return (Node.AgentNode) node.node;
    }

    private static Attempt attempt(NodeState node) {
        if (node.attempt == null) {
            throw new IllegalStateException("Node '%s' has no attempt".formatted(node.path()));
        }
        return node.attempt;
    }

    private TaskId task(NodeState node, String part) {
        return new TaskId(batch.state.run, node.scope.path, node.node.name(), attempt(node).number, part);
    }

    /** A candidate has come: earlier verdicts on the same digest hold, else the gates judge. */
    void candidate(NodeState node) {
        Attempt attempt = attempt(node);
        List<Verdict> known = node.known.get(String.valueOf(attempt.digest));
        if (known != null) {
            List<GateUse> gates = declared(node).gates();
            for (int gate = 0; gate < known.size(); gate++) {
                emitJudged(node, gates.get(gate).name(), known.get(gate), true);
            }
            follow(node, known.isEmpty() ? null : known.get(known.size() - 1));
            return;
        }
        next(node);
    }

    /** A reply that should have fields has none: the model is asked once more with the exact error, then given up. */
    void unreadable(CallState call, String why) {
        NodeState node = call.node;
        boolean fields = declared(node).agent().output() instanceof Output.Fields;
        if (fields && !call.repairs() && batch.state.purse.spent() == null) {
            batch.emit(new RunEvent.CallPlanned(task(node, Parts.REPAIR), call.model));
        } else {
            fail(node, AttemptEnd.REJECT, why, 0);
        }
    }

    void judged(NodeState node, String gate, Verdict verdict) {
        emitJudged(node, gate, verdict, false);
        follow(node, verdict);
    }

    private void emitJudged(NodeState node, String gate, Verdict verdict, boolean known) {
        String digest = String.valueOf(attempt(node).digest);
        batch.emit(new RunEvent.Judged(task(node, Parts.gate(gate)), digest, verdict, known));
    }

    private void follow(NodeState node, @Nullable Verdict verdict) {
        if (verdict instanceof Verdict.Revise it) {
            fail(node, AttemptEnd.REVISE, it.feedback(), it.fraction());
        } else if (verdict instanceof Verdict.Reject it) {
            fail(node, AttemptEnd.REJECT, it.reason(), 0);
        } else if (verdict instanceof Verdict.Unsure it && it.cause() == Verdict.Cause.ENVIRONMENT) {
            fail(node, AttemptEnd.STOP, it.reason(), 0);
        } else {
            next(node);
        }
    }

    private void next(NodeState node) {
        GateUse gate = RunState.nextGate(node);
        if (gate == null) {
            conclude(node);
        } else if (gate instanceof GateUse.Judge judge) {
            if (batch.state.purse.spent() != null) {
                judged(node, gate.name(), new Verdict.Unsure(Verdict.Cause.EVIDENCE, "the budget is spent"));
            } else {
                batch.emit(new RunEvent.CallPlanned(
                        task(node, Parts.gate(gate.name())),
                        judge.agent().models().get(0)));
            }
        }
    }

    private void conclude(NodeState node) {
        Attempt attempt = attempt(node);
        List<GateUse> gates = declared(node).gates();
        List<String> unsure = new ArrayList<>(0);
        boolean onlyOpinions = true;
        for (int gate = 0; gate < gates.size(); gate++) {
            if (attempt.verdicts.get(gate) instanceof Verdict.Unsure it) {
                unsure.add("%s: %s".formatted(gates.get(gate).name(), it.reason()));
                onlyOpinions &= gates.get(gate).kind() == Gate.Kind.OPINION;
            }
        }
        if (unsure.isEmpty() || (onlyOpinions && attempt.score > 0)) {
            accept(node, attempt, gates);
        } else {
            fail(node, AttemptEnd.REVISE, String.join("\n", unsure), 0);
        }
    }

    private void accept(NodeState node, Attempt attempt, List<GateUse> gates) {
        List<Evidence> evidence = new ArrayList<>(gates.size());
        Assurance assurance = null;
        for (int gate = 0; gate < gates.size(); gate++) {
            GateUse use = gates.get(gate);
            if (attempt.verdicts.get(gate) instanceof Verdict.Accept it) {
                String by = use instanceof GateUse.Judge judge
                        ? judge.agent().models().get(0)
                        : "";
                evidence.add(new Evidence(use.name(), use.kind(), by, it.note()));
                if (use.kind() == Gate.Kind.EVIDENCE) {
                    assurance = Assurance.CHECKED;
                } else if (use.kind() == Gate.Kind.OPINION && assurance == null) {
                    assurance = Assurance.JUDGED;
                }
            }
        }
        done(node, attempt, assurance == null ? Scopes.inputs(node) : assurance, evidence, null);
    }

    private void done(
            NodeState node,
            Attempt attempt,
            Assurance assurance,
            List<Evidence> evidence,
            @Nullable StopReason reason) {
        batch.emit(new RunEvent.NodeEnded(
                node.scope.path,
                node.node.name(),
                NodeEnd.DONE,
                attempt.digest,
                attempt.model,
                assurance,
                reason,
                evidence));
        scopes.ended(node);
    }

    /** Ends the attempt without acceptance and goes on as its end demands. */
    void fail(NodeState node, AttemptEnd end, String feedback, double fraction) {
        Attempt attempt = attempt(node);
        batch.emit(new RunEvent.AttemptEnded(
                task(node, TaskId.GENERATE), attempt.digest, attempt.score, fraction, feedback, end));
        proceed(node);
    }

    /** After an attempt, or after a feedback agent's part in it: more feedback, another attempt, or the end. */
    void proceed(NodeState node) {
        Attempt attempt = attempt(node);
        int model = nextModel(node);
        if (node.attemptEnd == AttemptEnd.STOP) {
            otherwise(node, StopReason.Code.GATE_UNSURE, attempt.feedback);
        } else if (model >= declared(node).agent().models().size()) {
            otherwise(node, StopReason.Code.ATTEMPTS, remark(node));
        } else if (attempt.digest != null
                && attempt.asked < declared(node).feedback().size()
                && batch.state.purse.spent() == null) {
            AgentUse agent = declared(node).feedback().get(attempt.asked);
            batch.emit(new RunEvent.CallPlanned(
                    task(node, Parts.feedback(agent.name())), agent.models().get(0)));
        } else {
            plan(node, model);
        }
    }

    private static String remark(NodeState node) {
        Attempt said = node.best == null ? attempt(node) : node.best;
        return "%d attempts, none accepted; the best was no. %d: %s"
                .formatted(attempt(node).number, said.number, said.feedback);
    }

    private static int nextModel(NodeState node) {
        boolean same = node.attemptEnd == AttemptEnd.INTERRUPTED
                || (node.attemptEnd == AttemptEnd.REVISE
                        && node.attemptsWithModel < declared(node).attempts());
        return same ? node.model : node.model + 1;
    }

    /** A generation died. */
    void died(NodeState node, String why, boolean interrupted) {
        boolean replaced = interrupted && node.interruptions < declared(node).retries();
        fail(node, replaced ? AttemptEnd.INTERRUPTED : AttemptEnd.REJECT, why, 0);
    }

    /** Nothing is left to try. */
    void otherwise(NodeState node, StopReason.Code code, String detail) {
        StopReason reason = new StopReason(code, node.path(), detail);
        Attempt best = node.best;
        Node.Otherwise choice = declared(node).otherwise();
        if (choice == Node.Otherwise.BEST && best != null) {
            done(node, best, Assurance.REFUSED, List.of(), reason);
        } else if (best == null && (code == StopReason.Code.ATTEMPTS || choice == Node.Otherwise.BEST)) {
            String all = code == StopReason.Code.ATTEMPTS ? "No call gave a candidate; " + detail : detail;
            scopes.end(node, NodeEnd.FAILED, new StopReason(StopReason.Code.NO_CANDIDATE, node.path(), all));
        } else {
            scopes.end(node, choice == Node.Otherwise.FAIL ? NodeEnd.FAILED : NodeEnd.ABSTAINED, reason);
        }
    }
}
