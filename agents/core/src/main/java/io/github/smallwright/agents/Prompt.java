package io.github.smallwright.agents;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A prompt with slots and example turns. Immutable. */
public final class Prompt {

    private final String source;

    private Prompt(String source) {
        this.source = source;
    }

    /** Reads a prompt. */
    public static Prompt parse(String source) {
        return new Prompt(source);
    }

    /** The slots in order of appearance. */
    public List<Slot> slots() {
        return List.of();
    }

    /** The conversation with every slot filled. */
    public List<Turn> render(Function<Slot, Optional<String>> values) {
        return List.of(new Turn(Turn.Role.USER, source));
    }
}
