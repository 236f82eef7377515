package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.agents.Reply;
import io.github.smallwright.agents.TaskId;
import io.github.smallwright.agents.Usage;
import io.github.smallwright.agents.Verdict;
import io.github.smallwright.orchestration.run.StopReason;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What the runner hands to the {@link Decider}: one input becomes one batch of events. */
sealed interface Input {

    /** Begin. */
    record Start(String inputsDigest, long at) implements Input {}

    /** Do not begin. */
    record Refuse(String inputsDigest, StopReason reason, long at) implements Input {}

    /** A prompt is ready. */
    record Rendered(TaskId task, int promptTokens, long at) implements Input {}

    /** A prompt, condition or gate argument cannot be made. */
    record Unrenderable(TaskId task, String why, long at) implements Input {}

    /** The lane has a slot for this run. */
    record SlotFree(String lane, long seed, long at) implements Input {}

    /** A try of an open call failed at the transport. */
    record Retried(TaskId task, int number, String reason, Usage usage) implements Input {}

    /** A reply has come; its artefact is content under the digest. */
    record Answered(TaskId task, String digest, Reply reply, BigDecimal money, long at) implements Input {}

    /** A call has died. */
    record Broken(TaskId task, String reason, boolean interrupted, boolean undeliverable, long at) implements Input {}

    /** A gate has judged, or a judge's reply has been read. */
    record Decided(TaskId task, Verdict verdict, long at) implements Input {}

    /** A condition has been evaluated; {@code error} if it could not be. */
    record Evaluated(String scope, int edge, boolean holds, @Nullable String error, long at) implements Input {}

    /** A map's list or a graph's inputs are content under the digest; {@code error} if they could not be worked out. */
    record Prepared(String scope, String node, @Nullable String digest, int count, @Nullable String error, long at)
            implements Input {}

    /** A map's results are one list under the digest. */
    record Collected(String scope, String node, String digest, long at) implements Input {}

    /** A tool's result is content under the digest; {@code problem} if there is none. */
    record Returned(TaskId task, @Nullable String digest, String problem, long at) implements Input {}

    /** Time has passed. */
    record Tick(long at) implements Input {}

    /** Somebody wants the run to stop. */
    record Cancel(String why, long at) implements Input {}
}
