package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.orchestration.run.RunEvent;
import java.util.ArrayList;
import java.util.List;

/** The events that one input leads to. Each is applied as it is emitted, so that what follows from it can be seen. */
final class Batch {

    final RunState state;
    private final List<RunEvent> events = new ArrayList<>(8);

    Batch(RunState state) {
        this.state = state;
    }

    void emit(RunEvent event) {
        state.apply(event);
        events.add(event);
    }

    List<RunEvent> events() {
        return events;
    }
}
