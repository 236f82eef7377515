package io.github.smallwright.agents;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** A turn cut into literal text and slots, so that rendering only joins. */
record PromptTurn(Turn.Role role, List<Segment> segments) {

    private static final Set<String> EMPTY_WHEN_MISSING = Set.of("feedback", "best");

    /** A piece of a turn. */
    sealed interface Segment {}

    /** Text that stays as it is. */
    record Literal(String text) implements Segment {}

    /**
     * A slot.
     *
     * @param alone whether it is all there is on its line
     * @param before white space of the same line before it; only if alone
     * @param after the rest of the line with its end; only if alone
     */
    record Gap(Slot slot, boolean alone, String before, String after) implements Segment {}

    PromptTurn {
        segments = List.copyOf(segments);
    }

    Stream<Slot> slots() {
        return segments.stream()
                .filter(Gap.class::isInstance)
                .map(Gap.class::cast)
                .map(Gap::slot);
    }

    /** Whether the turn is about an earlier attempt only, and there is none. */
    boolean isMoot(Function<Slot, Optional<String>> values) {
        return slots().findAny().isPresent()
                && slots().allMatch(
                                slot -> isOfAttempt(slot) && value(slot, values).isEmpty());
    }

    /** Whether the slot is filled by the gate protocol. */
    static boolean isOfAttempt(Slot slot) {
        return EMPTY_WHEN_MISSING.contains(slot.path());
    }

    Turn render(Function<Slot, Optional<String>> values) {
        StringBuilder text = new StringBuilder();
        for (Segment segment : segments) {
            if (segment instanceof Literal literal) {
                text.append(literal.text);
            } else if (segment instanceof Gap gap) {
                fill(text, gap, value(gap.slot, values));
            }
        }
        return new Turn(role, text.toString());
    }

    private static void fill(StringBuilder text, Gap gap, String value) {
        if (!value.isEmpty() || !gap.alone) {
            text.append(gap.before).append(value).append(gap.after);
        } else if (!gap.after.endsWith("\n")) {
            dropLineEnds(text);
        }
    }

    private static void dropLineEnds(StringBuilder text) {
        while (!text.isEmpty() && text.charAt(text.length() - 1) == '\n') {
            text.setLength(text.length() - 1);
        }
    }

    private static String value(Slot slot, Function<Slot, Optional<String>> values) {
        return values.apply(slot)
                .or(slot::fallback)
                .or(() -> EMPTY_WHEN_MISSING.contains(slot.path()) ? Optional.of("") : Optional.empty())
                .orElseThrow(() -> new IllegalStateException(
                        "Slot '%s' at %d:%d has no value; give it one or write a fallback: {{%s | ...}}"
                                .formatted(slot.path(), slot.line(), slot.column(), slot.path())));
    }
}
