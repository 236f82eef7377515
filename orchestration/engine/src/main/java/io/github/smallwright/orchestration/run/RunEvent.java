package io.github.smallwright.orchestration.run;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.smallwright.agents.Repair;
import io.github.smallwright.agents.Reply;
import io.github.smallwright.agents.TaskId;
import io.github.smallwright.agents.Usage;
import io.github.smallwright.agents.Verdict;
import io.github.smallwright.orchestration.graph.NodeEnd;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact of a run, journaled before anything acts on it. A run's state is the fold of its events. Times are milliseconds
 * since the epoch of the run's clock; digests are SHA-256 in hexadecimal of content that is kept beside the journal.
 * Unconditional tokens are not events: they follow from the end of their source.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "event")
public sealed interface RunEvent {

    /** Version of the shape of all events below. */
    int VERSION = 1;

    /** The run begins. {@code inputs} is the digest of the inputs as one JSON object. */
    record RunStarted(int v, String run, String graph, String graphDigest, String inputs, long at)
            implements RunEvent {}

    /** An instance of a scope begins; its path says which. */
    record ScopeOpened(String scope) implements RunEvent {}

    /** All inputs of the node are decided and one of them is a token. */
    record NodeReady(String scope, String node, long at) implements RunEvent {}

    /**
     * What a map goes over, or what a graph or tool that is called is given, has been worked out.
     *
     * @param digest of the list, or of the inputs or arguments as one JSON object
     * @param count how many instances will run: the list's length, or 1
     */
    record NodePrepared(String scope, String node, String digest, int count) implements RunEvent {}

    /** A tool is called with the arguments that were prepared. */
    record Invoked(TaskId task, long at, long timeoutMillis) implements RunEvent {}

    /** A call is wanted of this model. For the part {@code generate} this starts an attempt. */
    record CallPlanned(TaskId task, String model) implements RunEvent {}

    /** The call's prompt is rendered and counted; it waits for a slot of its lane. */
    record CallReady(TaskId task, int promptTokens) implements RunEvent {}

    /** The call is sent. The reservation is what it may cost at most. */
    record Asked(
            TaskId task,
            long seed,
            double temperature,
            int maxTokens,
            long at,
            long timeoutMillis,
            long reservedTokens,
            BigDecimal reservedMoney)
            implements RunEvent {}

    /** A try at the transport failed before its first token; the same call goes on with another. */
    record TryFailed(TaskId task, int number, String reason, Usage usage) implements RunEvent {}

    /**
     * The call is answered. {@code unreadable} says why the reply lacks the asked-for shape, or is null; {@code repairs}
     * what was mended mechanically before it could be read.
     */
    record Replied(
            TaskId task,
            String digest,
            Reply.Finish finish,
            @Nullable String unreadable,
            List<Repair> repairs,
            Usage usage,
            BigDecimal money,
            long at)
            implements RunEvent {
        public Replied {
            repairs = List.copyOf(repairs);
        }
    }

    /** The call died. {@code interrupted} if tokens had already come. */
    record CallFailed(TaskId task, String reason, boolean interrupted, long at) implements RunEvent {}

    /** The call's timeout passed; whatever still comes is late. */
    record TimedOut(TaskId task, long at) implements RunEvent {}

    /** A reply to a call that had ended: recorded and ignored. */
    record LateReply(TaskId task, Usage usage) implements RunEvent {}

    /** Nobody serves the address of this call. */
    record Undeliverable(TaskId task, String address, String why) implements RunEvent {}

    /** A gate's verdict on the candidate with this digest. {@code known} if it was given to an earlier attempt. */
    record Judged(TaskId task, String digest, Verdict verdict, boolean known) implements RunEvent {}

    /** A feedback agent was late or failed; its remarks are left out. */
    record FeedbackLeftOut(TaskId task, String why) implements RunEvent {}

    /**
     * The attempt led to no acceptance.
     *
     * @param digest the candidate, or null if there was none
     * @param score gates that accepted
     * @param fraction how much the deciding gate found right, 0 to 1
     * @param feedback what to change
     * @param end what follows from it
     */
    record AttemptEnded(
            TaskId task, @Nullable String digest, int score, double fraction, String feedback, AttemptEnd end)
            implements RunEvent {}

    /** What follows from an attempt that was not accepted. */
    enum AttemptEnd {
        /** The same model may try again. */
        REVISE,
        /** The next model of the cascade is tried. */
        REJECT,
        /** The call broke off; the attempt is replaced and does not count. */
        INTERRUPTED,
        /** Nothing is generated again. */
        STOP
    }

    /** The node ended; once per node and scope instance. */
    record NodeEnded(
            String scope,
            String node,
            NodeEnd end,
            @Nullable String digest,
            @Nullable String author,
            @Nullable Assurance assurance,
            @Nullable StopReason reason,
            List<Evidence> evidence)
            implements RunEvent {
        public NodeEnded {
            evidence = List.copyOf(evidence);
        }
    }

    /** The condition of an edge was evaluated. */
    record EdgeDecided(String scope, int edge, boolean fired) implements RunEvent {}

    /** A token came to a join of kind {@code any} that another one had fired. */
    record TokenDiscarded(String scope, int edge) implements RunEvent {}

    /** The scope instance ended: each of its nodes has. */
    record ScopeEnded(String scope, NodeEnd end) implements RunEvent {}

    /** The budget is spent: no call is sent any more in this run. */
    record BudgetSpent(String limit) implements RunEvent {}

    /** The run ended; the last event. */
    record RunEnded(NodeEnd end, @Nullable StopReason reason, long at) implements RunEvent {}
}
