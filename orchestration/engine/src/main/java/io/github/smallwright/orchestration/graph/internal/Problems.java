package io.github.smallwright.orchestration.graph.internal;

import io.github.smallwright.orchestration.graph.GraphException;
import io.github.smallwright.orchestration.graph.GraphProblem;
import io.github.smallwright.orchestration.graph.GraphSpec.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects what is wrong with one graph, by JSON pointer. Not thread-safe. */
public final class Problems {

    private static final Comparator<GraphProblem> BY_PLACE =
            Comparator.comparingInt(GraphProblem::line).thenComparingInt(GraphProblem::column);

    private final String file;
    private final Map<String, Place> places;
    private final Set<GraphProblem> errors = new LinkedHashSet<>();
    private final Set<GraphProblem> warnings = new LinkedHashSet<>();

    public Problems(String file, Map<String, Place> places) {
        this.file = file;
        this.places = places;
    }

    /** A problem of the value at {@code pointer}, or of the nearest value around it that has a place. */
    public void add(String pointer, String what, String expected) {
        errors.add(problem(file, valueAt(pointer), what, expected, Optional.empty()));
    }

    /** A problem of the key at {@code pointer}. */
    public void addKey(String pointer, String what, String expected) {
        errors.add(problem(file, keyAt(pointer), what, expected, Optional.empty()));
    }

    /** An unknown name, as the value at {@code pointer}. */
    public void unknown(String pointer, String what, String wrong, Collection<String> known) {
        errors.add(problem(file, valueAt(pointer), what, oneOf(known), Nearest.to(wrong, known)));
    }

    /** An unknown name, as the key at {@code pointer}. */
    void unknownKey(String pointer, String what, String wrong, Collection<String> known) {
        errors.add(problem(file, keyAt(pointer), what, oneOf(known), Nearest.to(wrong, known)));
    }

    /** A problem in another file. */
    void elsewhere(String other, Place place, String what, String expected, Optional<String> nearest) {
        errors.add(problem(other, place, what, expected, nearest));
    }

    /** Everything that is wrong with another graph. */
    void addAll(Collection<GraphProblem> others) {
        errors.addAll(others);
    }

    /** Something that works and is probably not meant. */
    void warn(String pointer, String what) {
        warnings.add(problem(file, valueAt(pointer), what, "", Optional.empty()));
    }

    /** How much is wrong so far. */
    int count() {
        return errors.size();
    }

    /** The warnings, by place. */
    public List<GraphProblem> warnings() {
        return sorted(warnings);
    }

    /** Throws if anything is wrong. */
    public void raise() {
        if (!errors.isEmpty()) {
            throw new GraphException(sorted(errors));
        }
    }

    Place valueAt(String pointer) {
        String at = pointer;
        while (!places.containsKey(at) && at.contains("/")) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return places.getOrDefault(at, new Place(file.startsWith("java:") ? 0 : 1, file.startsWith("java:") ? 0 : 1));
    }

    private Place keyAt(String pointer) {
        Place key = places.get("key:" + pointer);
        return key == null ? valueAt(pointer) : key;
    }

    static String oneOf(Collection<String> known) {
        return known.isEmpty()
                ? "none, as none is declared"
                : String.join(", ", known.stream().limit(12).toList()) + (known.size() > 12 ? ", ..." : "");
    }

    private static GraphProblem problem(
            String file, Place place, String what, String expected, Optional<String> nearest) {
        return new GraphProblem(file, place.line(), place.column(), what, expected, nearest);
    }

    private static List<GraphProblem> sorted(Set<GraphProblem> problems) {
        List<GraphProblem> sorted = new ArrayList<>(problems);
        sorted.sort(BY_PLACE);
        return List.copyOf(sorted);
    }
}
