package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.agents.Verdict;
import io.github.smallwright.orchestration.graph.Node;
import io.github.smallwright.orchestration.graph.NodeEnd;
import io.github.smallwright.orchestration.run.Assurance;
import io.github.smallwright.orchestration.run.Evidence;
import io.github.smallwright.orchestration.run.RunEvent.AttemptEnd;
import io.github.smallwright.orchestration.run.StopReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node within one scope instance. */
final class NodeState {

    final ScopeState scope;
    final Node node;
    /** Tokens and skips still to come before the join is decided. */
    int open;

    int tokens;
    boolean ready;
    long readyAt;

    /** Index in the cascade. */
    int model;
    /** Attempts that count, made with the present model. */
    int attemptsWithModel;

    int interruptions;

    @Nullable
    Attempt attempt;

    @Nullable
    Attempt best;

    /** The last attempt that was not accepted. */
    @Nullable
    Attempt failed;
    /** What followed from the last attempt, until the next one is planned. */
    @Nullable
    AttemptEnd attemptEnd;
    /** Verdicts by digest of candidates that were judged before. */
    Map<String, List<Verdict>> known = Map.of();
    /** The piece of work that goes on or was the last. */
    @Nullable
    CallState call;

    /** A loop's present or last round. */
    @Nullable
    ScopeState round;

    @Nullable
    NodeEnd end;

    @Nullable
    String digest;

    @Nullable
    String author;

    @Nullable
    Assurance assurance;

    @Nullable
    StopReason reason;

    List<Evidence> evidence = List.of();
    /** Outgoing edges that are not yet decided. */
    int undecided;
    /** Whether an outgoing edge caught a bad end. */
    boolean caught;

    NodeState(ScopeState scope, Node node) {
        this.scope = scope;
        this.node = node;
        this.open = scope.shape.inDegree(node.index());
    }

    boolean live() {
        return ready && end == null;
    }

    String path() {
        return scope.path.endsWith("/") ? scope.path + node.name() : scope.path + "/" + node.name();
    }

    void remember(Attempt judged) {
        if (known.isEmpty()) {
            known = new HashMap<>(4);
        }
        if (judged.digest != null) {
            known.putIfAbsent(judged.digest, judged.verdicts);
        }
    }
}
