package io.github.smallwright.agents.gates;

import java.util.ArrayList;
import java.util.List;

/** Cuts a compiler's report to what a small model can use. */
final class ErrorExcerpt {

    private static final int ERRORS = 3;
    private static final int LINES_EACH = 4;
    private static final int LINES = 12;
    private static final int CHARACTERS = 1_500;

    private ErrorExcerpt() {}

    /** The first three errors, each with its line of source; the end of the report if no errors can be told apart. */
    static String of(String report) {
        List<String> lines = report.strip().lines().toList();
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(": error:")) {
                starts.add(i);
            }
        }
        String text = starts.isEmpty() ? end(lines) : firstErrors(lines, starts);
        return text.substring(0, Math.min(CHARACTERS, text.length()));
    }

    private static String firstErrors(List<String> lines, List<Integer> starts) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < Math.min(ERRORS, starts.size()); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : lines.size();
            kept.addAll(lines.subList(starts.get(i), Math.min(end, starts.get(i) + LINES_EACH)));
        }
        if (starts.size() > ERRORS) {
            kept.add("and %d more errors".formatted(starts.size() - ERRORS));
        }
        return String.join("\n", kept);
    }

    private static String end(List<String> lines) {
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }
}
