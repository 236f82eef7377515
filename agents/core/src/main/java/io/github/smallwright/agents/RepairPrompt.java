package io.github.smallwright.agents;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Asks once more for a reply that could not be read, with the exact error and the expected shape. */
public final class RepairPrompt {

    private static final int LONGEST_REPLY = 600;
    private static final int LONGEST_PROBLEM = 400;

    private RepairPrompt() {}

    /**
     * The conversation so far, the reply cut to 600 characters, and what was wrong with it.
     *
     * @param turns the conversation that the reply answers
     * @param output the shape that was asked for
     * @param reply the reply to it
     * @throws IllegalArgumentException if the reply is readable
     */
    public static List<Turn> turns(List<Turn> turns, Output output, Reply reply) {
        String problem = reply.unreadable()
                .orElseThrow(() -> new IllegalArgumentException("the reply is readable; there is nothing to repair"));
        String words =
                "That cannot be used: %s. Answer again%s.".formatted(cut(problem, LONGEST_PROBLEM), shape(output));
        List<Turn> repair = new ArrayList<>(turns);
        if (reply.artefact().isBlank()) {
            // chat templates know no empty turn
            Turn last = repair.remove(repair.size() - 1);
            repair.add(new Turn(last.role(), last.text() + "\n\n" + words));
        } else {
            repair.add(new Turn(Turn.Role.ASSISTANT, cut(reply.artefact().strip(), LONGEST_REPLY)));
            repair.add(new Turn(Turn.Role.USER, words));
        }
        return List.copyOf(repair);
    }

    private static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest)) + " ...";
    }

    private static String shape(Output output) {
        if (output instanceof Output.Fields fields) {
            return fields.fields().entrySet().stream()
                    .map(field -> "\"%s\": %s".formatted(field.getKey(), words(field.getValue())))
                    .collect(Collectors.joining(", ", " with one JSON object and nothing else: {", "}"));
        }
        return output instanceof Output.Code ? " with one fenced block of code" : "";
    }

    private static String words(Output.FieldType type) {
        String words;
        if (type instanceof Output.FieldType.Text text) {
            words = "a text of at most %d characters".formatted(text.maxLength());
        } else if (type instanceof Output.FieldType.Choice choice) {
            words = choice.values().stream().map(it -> '"' + it + '"').collect(Collectors.joining(" or "));
        } else if (type instanceof Output.FieldType.Numeric numeric) {
            words = numeric.whole() ? "a whole number" : "a number";
        } else {
            words = "true or false";
        }
        return type.optional() ? words + " (may be left out)" : words;
    }
}
