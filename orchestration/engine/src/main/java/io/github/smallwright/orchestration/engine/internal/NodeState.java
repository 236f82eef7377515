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
    /** Those tokens whose artefact was not let through as refused. */
    int sound;
    /** A node upstream whose bad end lost one of this node's edges; the first that failed, else the first. */
    @Nullable
    NodeState lostBy;
    /** The edge whose token fired this {@code any} join, or -1. */
    int firedBy = -1;

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

    /** A loop's present or last round, or the instance of the graph that is called. */
    @Nullable
    ScopeState round;

    /** Digest of a map's list, or of what the graph or tool that is called is given. */
    @Nullable
    String prepared;

    /** When a tool was called; -1 before. */
    long invokedAt = -1;

    /** A map's progress. */
    @Nullable
    Items items;

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

    private boolean any() {
        return scope.shape.joinsAny(node.index());
    }

    /** Whether the node's edges say that it starts. */
    boolean started() {
        return any() ? sound > 0 || (open == 0 && tokens > 0) : open == 0 && tokens > 0 && lostBy == null;
    }

    /** Whether the node's edges say that it is skipped, or that it ends as {@link #lostBy} did. */
    boolean passedOver() {
        boolean lost = any() ? open == 0 && tokens == 0 : lostBy != null;
        return lost || (open == 0 && tokens == 0);
    }

    /** Whether all branches to this {@code any} join are lost or skipped, one of them at least lost. */
    boolean allLost() {
        return any() && lostBy != null && passedOver();
    }

    /** Whether it ended other than well without an edge that catches that. */
    boolean endedBadly() {
        return (end == NodeEnd.ABSTAINED || end == NodeEnd.FAILED || end == NodeEnd.EXHAUSTED)
                && undecided == 0
                && !caught;
    }

    /** Whose bad end the branch of this node is lost by, or null if it is not. */
    @Nullable
    NodeState loser() {
        if (end == NodeEnd.SKIPPED) {
            return lostBy;
        }
        return endedBadly() && scope.shape.captor(node.index()) >= 0 ? this : null;
    }

    /** Whether what the node's instances need must still be worked out. */
    boolean unprepared() {
        return live() && prepared == null && !(node instanceof Node.AgentNode || node instanceof Node.LoopNode);
    }

    /** Whether all items of a map have ended and its list is still to be made. */
    boolean collectable() {
        return live() && items != null && items.allEnded();
    }

    /** Whether a tool has been called and has not come back. */
    boolean invoked() {
        return live() && invokedAt >= 0;
    }

    /** The instances under way, or the last one. */
    List<ScopeState> instances() {
        if (items != null) {
            return List.copyOf(items.open.values());
        }
        return round == null ? List.of() : List.of(round);
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
