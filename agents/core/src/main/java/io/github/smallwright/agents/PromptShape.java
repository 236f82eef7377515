package io.github.smallwright.agents;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a prompt is put to a model. Pairs of user and assistant turns before the last user turn count as examples. Which
 * shape a small model reads best is found by {@link ShapeSearch}, not by taste.
 */
public enum PromptShape {
    /** Every turn as it is written: what is taken where nothing else is known. */
    EXAMPLE_TURNS,
    /** A plain text that the model goes on with; for a {@link ShapedChat} only, others get example turns. */
    COMPLETION,
    /** One system turn that holds the examples too, and one user turn. */
    SYSTEM_USER;

    private static final String INPUT = "Input: ";

    /**
     * What is sent to a model.
     *
     * @param turns the turns; if {@code continued}, one user turn
     * @param continued whether the text is to be gone on with instead of being answered
     * @param stop texts at which the reply ends
     */
    public record Shaped(List<Turn> turns, boolean continued, List<String> stop) {
        public Shaped {
            turns = List.copyOf(turns);
            stop = List.copyOf(stop);
        }
    }

    /** The conversation in this shape. */
    public Shaped of(List<Turn> turns) {
        boolean examples = turns.stream().anyMatch(turn -> turn.role() == Turn.Role.ASSISTANT);
        if (this == COMPLETION) {
            Turn text = new Turn(Turn.Role.USER, text(turns) + "\nOutput:");
            return new Shaped(List.of(text), true, List.of("\n" + INPUT.strip()));
        }
        if (this == SYSTEM_USER && examples) {
            int last = turns.size() - 1;
            Turn system = new Turn(Turn.Role.SYSTEM, text(turns.subList(0, last)));
            return new Shaped(List.of(system, turns.get(last)), false, List.of());
        }
        return new Shaped(turns, false, List.of());
    }

    private static String text(List<Turn> turns) {
        return turns.stream()
                .flatMap(PromptShape::line)
                .collect(Collectors.joining())
                .strip();
    }

    private static Stream<String> line(Turn turn) {
        return switch (turn.role()) {
            case SYSTEM -> Stream.of(turn.text(), "\n");
            case USER -> Stream.of("\n", INPUT, turn.text(), "\n");
            case ASSISTANT -> Stream.of("Output: ", turn.text(), "\n");
        };
    }
}
