package io.github.smallwright.agents;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Copies one object out of a text, from its opening bracket on, and mends what no JSON parser forgives. One use. */
final class ObjectScanner {

    private static final int MOST_OBJECTS = 8;
    private static final int DEEPEST = 16;
    private static final String DOUBLE = "\"\u201c\u201d\u201e\u00ab\u00bb";
    private static final String SINGLE = "'\u2018\u2019\u201a";
    private static final Map<String, String> PYTHON = Map.of("True", "true", "False", "false", "None", "null");

    /**
     * An object as it stands in the text.
     *
     * @param end index of the first character after it
     */
    record Found(String json, Set<Repair> repairs, int end) {}

    private final String text;
    private final StringBuilder json = new StringBuilder();
    private final Deque<Character> open = new ArrayDeque<>();
    private final Set<Repair> repairs = EnumSet.noneOf(Repair.class);
    private int at;

    private ObjectScanner(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /** The outermost objects in order, the first 8 at most. */
    static List<Found> all(String text) {
        List<Found> all = new ArrayList<>();
        int start = text.indexOf('{');
        while (start >= 0 && all.size() < MOST_OBJECTS) {
            Found found = new ObjectScanner(text, start).read();
            found.repairs().addAll(around(text.substring(0, start) + "\n" + text.substring(found.end())));
            all.add(found);
            start = text.indexOf('{', found.end());
        }
        return all;
    }

    private static Set<Repair> around(String outside) {
        Set<Repair> repairs = EnumSet.noneOf(Repair.class);
        outside.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> repairs.add(line.startsWith("```") ? Repair.FENCE : Repair.SURROUNDING_TEXT));
        return repairs;
    }

    private Found read() {
        do {
            char c = text.charAt(at);
            if (DOUBLE.indexOf(c) >= 0 || SINGLE.indexOf(c) >= 0) {
                quoted(c);
            } else if (Character.isLetter(c)) {
                word();
            } else {
                bracket(c);
            }
        } while (at < text.length() && !open.isEmpty() && open.size() <= DEEPEST);
        while (!open.isEmpty() && open.size() <= DEEPEST) {
            closeMissing();
        }
        return new Found(json.toString(), repairs, at);
    }

    private void bracket(char c) {
        at++;
        if (c == '{' || c == '[') {
            open.push(c == '{' ? '}' : ']');
        } else if (c == '}' || c == ']') {
            while (open.size() > 1 && open.element() != c && open.contains(c)) {
                closeMissing();
            }
            if (open.element() == c) {
                open.pop();
            }
        }
        json.append(c);
    }

    private void closeMissing() {
        repairs.add(Repair.MISSING_BRACKET);
        json.append(open.pop());
    }

    private void word() {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        String word = text.substring(start, at);
        boolean value = !text.substring(at, Math.min(at + 4, text.length()))
                .stripLeading()
                .startsWith(":");
        String literal = value ? PYTHON.getOrDefault(word, word) : word;
        if (!literal.equals(word)) {
            repairs.add(Repair.PYTHON_LITERAL);
        }
        json.append(literal);
    }

    /** Straight quotes are left to the parser; typographic ones become straight double quotes. */
    private void quoted(char opening) {
        boolean straight = opening == '"' || opening == '\'';
        String closing = straight ? String.valueOf(opening) : DOUBLE.indexOf(opening) >= 0 ? DOUBLE : SINGLE;
        json.append(straight ? opening : '"');
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (closing.indexOf(c) >= 0) {
                if (!straight) {
                    repairs.add(Repair.QUOTES);
                }
                json.append(straight ? opening : '"');
                return;
            }
            json.append(!straight && c == '"' ? "\\\"" : c);
            if (c == '\\' && at < text.length()) {
                json.append(text.charAt(at++));
            }
        }
        // the text was cut within a value: nobody knows how it would have gone on
        open.clear();
    }
}
