package io.github.smallwright.agents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A prompt with slots and example turns. Immutable.
 *
 * <p>The source is text. A line that is exactly {@code @system}, {@code @user} or {@code @assistant} starts a turn;
 * without any such line the whole source is one user turn. Pairs of user and assistant turns before the last user turn
 * are examples. A slot is <code>{{path}}</code> or <code>{{path | fallback}}</code>; <code>\{{</code> stands for the
 * braces themselves. A slot alone on its line that is filled with nothing takes its line with it.
 *
 * <p>A turn whose only slots are {@code best} and {@code feedback} speaks of an earlier attempt: it is left out while
 * both are empty, unless the conversation would then not end with the user.
 */
public final class Prompt {

    private final String source;
    private final List<PromptTurn> turns;
    private final List<Slot> slots;
    private final boolean attempts;

    private Prompt(String source, List<PromptTurn> turns) {
        this.source = source;
        this.turns = turns;
        this.slots = turns.stream().flatMap(PromptTurn::slots).toList();
        this.attempts = slots.stream().anyMatch(PromptTurn::isOfAttempt);
    }

    /**
     * Reads a prompt.
     *
     * @throws PromptException with all problems at once
     */
    public static Prompt parse(String source) {
        return new Prompt(source, new PromptReader(source).read());
    }

    /** The text as it was written. */
    public String source() {
        return source;
    }

    /** The slots in order of appearance. */
    public List<Slot> slots() {
        return slots;
    }

    /**
     * The conversation with every slot filled. Values are taken as they are: braces in them are text.
     *
     * @param values the value of a slot; where it is missing the fallback is taken, and nothing at all for
     *     {@code feedback} and {@code best}
     * @throws IllegalStateException if any other slot has neither value nor fallback
     */
    public List<Turn> render(Function<Slot, Optional<String>> values) {
        if (!attempts) {
            return turns.stream().map(turn -> turn.render(values)).toList();
        }
        List<PromptTurn> spoken =
                turns.stream().filter(turn -> !turn.isMoot(values)).toList();
        boolean ends = !spoken.isEmpty() && spoken.get(spoken.size() - 1).role() == Turn.Role.USER;
        return joined((ends ? spoken : turns)
                .stream().map(turn -> turn.render(values)).toList());
    }

    /** Chat templates want turns that take turns: neighbours of one role become one. */
    private static List<Turn> joined(List<Turn> rendered) {
        List<Turn> joined = new ArrayList<>(rendered.size());
        for (Turn turn : rendered) {
            int last = joined.size() - 1;
            if (last >= 0 && joined.get(last).role() == turn.role()) {
                joined.set(last, new Turn(turn.role(), joined.get(last).text() + "\n\n" + turn.text()));
            } else {
                joined.add(turn);
            }
        }
        return List.copyOf(joined);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Prompt that && source.equals(that.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return source;
    }
}
