package io.github.smallwright.agents;

import io.github.smallwright.agents.PromptException.Problem;
import io.github.smallwright.agents.PromptTurn.Gap;
import io.github.smallwright.agents.PromptTurn.Literal;
import io.github.smallwright.agents.PromptTurn.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Cuts the lines of one turn into text and slots. One use. */
final class SlotReader {

    private static final Pattern PATH = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z_][A-Za-z0-9_-]*)*");

    private final List<Problem> problems;
    private final List<Segment> segments = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();

    SlotReader(List<Problem> problems) {
        this.problems = problems;
    }

    List<Segment> read(List<String> lines, int firstLine) {
        for (int i = 0; i < lines.size(); i++) {
            readLine(lines.get(i), i + 1 < lines.size() ? "\n" : "", firstLine + i);
        }
        endLiteral();
        return segments;
    }

    private void readLine(String line, String lineEnd, int number) {
        int at = 0;
        while (true) {
            int open = line.indexOf("{{", at);
            if (open < 0) {
                literal.append(line, at, line.length()).append(lineEnd);
                return;
            }
            if (open > at && line.charAt(open - 1) == '\\') {
                literal.append(line, at, open - 1).append("{{");
                at = open + 2;
                continue;
            }
            int close = line.indexOf("}}", open);
            if (close < 0) {
                problems.add(new Problem(
                        number,
                        open + 1,
                        "slot is not closed on its line; write }} after it, or \\{{ for plain braces"));
                return;
            }
            Slot slot = slot(line.substring(open + 2, close), number, open + 1);
            String before = line.substring(0, open);
            String after = line.substring(close + 2);
            if (before.isBlank() && after.isBlank()) {
                endLiteral();
                segments.add(new Gap(slot, true, before, after + lineEnd));
                return;
            }
            literal.append(line, at, open);
            endLiteral();
            segments.add(new Gap(slot, false, "", ""));
            at = close + 2;
        }
    }

    private Slot slot(String inside, int line, int column) {
        int bar = inside.indexOf('|');
        String path = (bar < 0 ? inside : inside.substring(0, bar)).strip();
        Optional<String> fallback = bar < 0
                ? Optional.empty()
                : Optional.of(inside.substring(bar + 1).strip());
        if (!PATH.matcher(path).matches()) {
            problems.add(new Problem(
                    line,
                    column,
                    "slot path '" + path + "' is not a path; write names joined by dots, as in input.topic"));
        }
        if (inside.contains("{{")) {
            problems.add(new Problem(line, column, "slot holds another slot; a fallback is plain text"));
        }
        return new Slot(path, fallback, line, column);
    }

    private void endLiteral() {
        if (!literal.isEmpty()) {
            segments.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
