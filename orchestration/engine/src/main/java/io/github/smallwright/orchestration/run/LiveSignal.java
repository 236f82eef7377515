package io.github.smallwright.orchestration.run;

import io.github.smallwright.agents.TaskId;

/** What passes by while a run goes on: never journaled, and conflated for a slow subscriber. */
public sealed interface LiveSignal {

    /** The call that it belongs to; its attempt labels the draft. */
    TaskId task();

    /**
     * More of a draft. No gate has seen it.
     *
     * @param text what was added since the last signal of this task that the subscriber got
     */
    record Draft(TaskId task, String text) implements LiveSignal {}

    /** The call died after its first token and is made anew as this task: the earlier draft is void. */
    record Restarted(TaskId task) implements LiveSignal {}
}
