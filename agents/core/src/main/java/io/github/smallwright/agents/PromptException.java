package io.github.smallwright.agents;

import java.util.List;
import java.util.stream.Collectors;

/** A prompt cannot be read; carries every problem that was found, in the order of the source. */
public final class PromptException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /**
     * One thing wrong with a prompt.
     *
     * @param line counted from 1
     * @param column counted from 1
     * @param message what is wrong and what would be right
     */
    public record Problem(int line, int column, String message) {
        @Override
        public String toString() {
            return line + ":" + column + ": " + message;
        }
    }

    PromptException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All problems, at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
