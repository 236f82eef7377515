package io.github.smallwright.agents.local.internal;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What a worker needs of a runtime: the port behind which the native binding lies. */
interface Engine {

    /** Writes a reply, one at a time; looks at {@code cancelled} between two tokens. */
    Message.Done generate(Message.Ask ask, Consumer<String> onToken, BooleanSupplier cancelled);

    /** May be called while a reply is written. */
    int count(Message.Count count);

    /** Says in its message what is wrong with a request, in words for the user. */
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String problem) {
            super(problem);
        }
    }
}
