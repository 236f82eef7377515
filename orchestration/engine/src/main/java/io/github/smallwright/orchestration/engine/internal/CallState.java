package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.agents.TaskId;
import io.github.smallwright.orchestration.graph.AgentUse;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One piece of work of a node: a call of a model, or a gate that calls none. */
final class CallState {

    /** Where the work stands. */
    enum Phase {
        PLANNED,
        WAITING,
        ASKED,
        /** A gate without a model is at work, or a judge's reply is being read. */
        JUDGING,
        ENDED
    }

    final TaskId task;
    final NodeState node;
    /** Null for a gate without a model. */
    final @Nullable AgentUse agent;

    final String model;
    Phase phase;
    int promptTokens;
    long seed;
    double temperature;
    int maxTokens;
    long askedAt;
    long timeoutMillis;
    long reservedTokens;
    BigDecimal reservedMoney = BigDecimal.ZERO;
    /** Digest of a judge's reply. */
    @Nullable
    String reply;

    CallState(TaskId task, NodeState node, @Nullable AgentUse agent, String model, Phase phase) {
        this.task = task;
        this.node = node;
        this.agent = agent;
        this.model = model;
        this.phase = phase;
    }

    /** Whether the reply is a candidate: the first answer of an attempt, or its repair. */
    boolean generates() {
        return task.part().equals(TaskId.GENERATE) || repairs();
    }

    boolean repairs() {
        return task.part().equals(Parts.REPAIR);
    }

    long timesOutAt() {
        return askedAt + timeoutMillis;
    }
}
