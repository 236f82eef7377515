package io.github.smallwright.orchestration.cli;

import io.github.smallwright.orchestration.run.Outcome;
import io.github.smallwright.orchestration.run.StopReason;

/** The exit codes of the command. */
final class Exit {

    static final int ACCEPTED = 0;
    static final int USAGE = 2;
    static final int ABSTAINED = 3;
    static final int NOT_READY = 4;
    static final int FAILED = 5;
    static final int UNACCEPTED = 6;
    static final int CANCELLED = 130;

    private Exit() {}

    static int of(Outcome outcome) {
        return outcome.match(
                accepted -> ACCEPTED,
                unaccepted -> UNACCEPTED,
                abstained -> ABSTAINED,
                failed -> failed.reason().code() == StopReason.Code.NOT_READY ? NOT_READY : FAILED,
                cancelled -> CANCELLED);
    }
}
