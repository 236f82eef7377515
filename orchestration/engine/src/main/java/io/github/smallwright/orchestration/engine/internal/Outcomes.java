package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.orchestration.graph.NodeEnd;
import io.github.smallwright.orchestration.run.Assurance;
import io.github.smallwright.orchestration.run.Cost;
import io.github.smallwright.orchestration.run.Outcome;
import io.github.smallwright.orchestration.run.StopReason;
import java.time.Duration;

/** The outcome that an ended state amounts to. */
final class Outcomes {

    private Outcomes() {}

    static Cost cost(RunState state, long at) {
        return new Cost(
                state.purse.calls(),
                state.purse.used(),
                state.purse.money(),
                Duration.ofMillis(Math.max(0, at - state.startedAt)));
    }

    static Outcome of(RunState state, Values values) {
        Cost cost = cost(state, state.endedAt);
        NodeEnd end = state.end == null ? NodeEnd.FAILED : state.end;
        StopReason reason = state.reason == null
                ? new StopReason(StopReason.Code.INTERNAL, "/", "The run ended without a reason")
                : state.reason;
        ScopeState root = state.scopes.get("/");
        NodeState output = root == null ? null : Views.find(root, state.graph.output());
        return switch (end) {
            case DONE, EXHAUSTED -> artefact(end, output, values, reason, cost);
            case FAILED -> new Outcome.Failed(reason, cost);
            case CANCELLED -> new Outcome.Cancelled(reason, cost);
            case ABSTAINED, SKIPPED -> new Outcome.Abstained(reason, cost);
        };
    }

    private static Outcome artefact(
            NodeEnd end,
            @org.jspecify.annotations.Nullable NodeState output,
            Values values,
            StopReason reason,
            Cost cost) {
        if (output == null || output.digest == null || output.author == null) {
            return new Outcome.Abstained(reason, cost);
        }
        Assurance assurance =
                end == NodeEnd.EXHAUSTED || output.assurance == null ? Assurance.REFUSED : output.assurance;
        String text = values.content(output.digest);
        StopReason why = output.reason == null ? reason : output.reason;
        return assurance.compareTo(Assurance.JUDGED) >= 0
                ? new Outcome.Accepted(text, output.digest, assurance, output.author, output.evidence, why, cost)
                : new Outcome.Unaccepted(text, output.digest, assurance, output.author, why, cost);
    }
}
