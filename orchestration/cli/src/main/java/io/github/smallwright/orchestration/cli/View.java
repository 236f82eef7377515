package io.github.smallwright.orchestration.cli;

import io.github.smallwright.orchestration.run.LiveSignal;
import io.github.smallwright.orchestration.run.Outcome;
import io.github.smallwright.orchestration.run.RunEvent;

/** Shows a run. Called by one thread at a time. */
interface View extends AutoCloseable {

    void event(RunEvent event);

    default void signal(LiveSignal signal) {}

    void end(Outcome outcome);

    @Override
    default void close() {}
}
