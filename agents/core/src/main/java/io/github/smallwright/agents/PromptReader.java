package io.github.smallwright.agents;

import io.github.smallwright.agents.PromptException.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cuts a prompt's source into turns. One use. */
final class PromptReader {

    private static final Map<String, Turn.Role> MARKERS =
            Map.of("@system", Turn.Role.SYSTEM, "@user", Turn.Role.USER, "@assistant", Turn.Role.ASSISTANT);

    private final List<String> lines;
    private final List<Problem> problems = new ArrayList<>();
    private final List<PromptTurn> turns = new ArrayList<>();

    PromptReader(String source) {
        String text = source.startsWith("\uFEFF") ? source.substring(1) : source;
        this.lines = text.replace("\r\n", "\n").lines().toList();
    }

    List<PromptTurn> read() {
        List<Integer> markers = markers();
        if (markers.isEmpty()) {
            addTurn(Turn.Role.USER, 0, lines.size(), 1);
        } else {
            refuseTextBefore(markers.get(0));
            for (int i = 0; i < markers.size(); i++) {
                int marker = markers.get(i);
                int end = i + 1 < markers.size() ? markers.get(i + 1) : lines.size();
                addTurn(roleAt(marker), marker + 1, end, marker + 1);
            }
            checkOrder(markers);
        }
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
            throw new PromptException(problems);
        }
        return List.copyOf(turns);
    }

    private List<Integer> markers() {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (markerAt(i) != null) {
                found.add(i);
            }
        }
        return found;
    }

    private Turn.@Nullable Role markerAt(int index) {
        return MARKERS.get(lines.get(index).stripTrailing());
    }

    private Turn.Role roleAt(int index) {
        Turn.Role role = markerAt(index);
        return role == null ? Turn.Role.USER : role;
    }

    private void refuseTextBefore(int marker) {
        for (int i = 0; i < marker; i++) {
            if (!lines.get(i).isBlank()) {
                problem(i + 1, "text stands before the first turn; put @system or @user on a line above it");
                return;
            }
        }
    }

    private void addTurn(Turn.Role role, int from, int to, int markerLine) {
        int first = from;
        int last = to;
        while (first < last && lines.get(first).isBlank()) {
            first++;
        }
        while (last > first && lines.get(last - 1).isBlank()) {
            last--;
        }
        if (first == last) {
            problem(
                    markerLine,
                    lines.stream().allMatch(String::isBlank)
                            ? "the prompt is empty; write what the model is to do"
                            : "the turn is empty; write its text or remove its marker");
            return;
        }
        turns.add(new PromptTurn(role, new SlotReader(problems).read(lines.subList(first, last), first + 1)));
    }

    private void checkOrder(List<Integer> markers) {
        boolean system = false;
        for (int marker : markers) {
            if (roleAt(marker) == Turn.Role.SYSTEM) {
                if (system) {
                    problem(marker + 1, "this is the second @system turn; join it with the first one");
                }
                system = true;
            }
        }
        int last = markers.get(markers.size() - 1);
        if (roleAt(last) != Turn.Role.USER) {
            problem(last + 1, "the last turn is " + lines.get(last).strip() + "; end the prompt with an @user turn");
        }
    }

    private void problem(int line, String message) {
        problems.add(new Problem(line, 1, message));
    }
}
