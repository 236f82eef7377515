package io.github.smallwright.agents;

import java.util.List;
import java.util.Optional;

/**
 * The end of a call. The artefact is what gates judge; its meaning is given by the task's {@link Output}.
 *
 * @param artefact for code the fenced block, else the whole text; for fields their canonical JSON object
 * @param finish why the model stopped
 * @param usage tokens of this call
 * @param unreadable why the reply does not have the asked-for shape; empty if it has. Then the artefact is the raw text.
 * @param repairs what was mended before the fields could be read, each once, in the order of {@link Repair}
 */
public record Reply(String artefact, Finish finish, Usage usage, Optional<String> unreadable, List<Repair> repairs)
        implements Signal {

    public Reply {
        repairs = List.copyOf(repairs);
    }

    /** A reply in which nothing was mended. */
    public Reply(String artefact, Finish finish, Usage usage, Optional<String> unreadable) {
        this(artefact, finish, usage, unreadable, List.of());
    }

    /** Why a model stopped writing. */
    public enum Finish {
        /** It said that it was done. */
        STOP,
        /** It ran into {@link Task#maxTokens()} or the end of its context: the text is incomplete. */
        LENGTH
    }

    /** A readable, complete reply. */
    public static Reply of(String artefact, Usage usage) {
        return new Reply(artefact, Finish.STOP, usage, Optional.empty());
    }
}
