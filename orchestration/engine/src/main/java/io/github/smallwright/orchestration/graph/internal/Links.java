package io.github.smallwright.orchestration.graph.internal;

import io.github.smallwright.orchestration.graph.Edge;
import io.github.smallwright.orchestration.graph.GraphSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.EdgeSpec;
import io.github.smallwright.orchestration.graph.NodeEnd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Turns declared edges into links between known nodes. */
final class Links {

    private static final Map<String, NodeEnd> OUTCOMES =
            Map.of("abstained", NodeEnd.ABSTAINED, "failed", NodeEnd.FAILED, "exhausted", NodeEnd.EXHAUSTED);

    private final List<String> names;
    private final Map<String, Integer> places = new HashMap<>();
    private final Problems problems;
    private final List<Link> links = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private Links(List<String> names, Problems problems) {
        this.names = names;
        for (int i = 0; i < names.size(); i++) {
            places.put(names.get(i), i);
        }
        this.problems = problems;
    }

    static List<Link> of(GraphSpec spec, List<String> names, Problems problems) {
        Links links = new Links(names, problems);
        List<EdgeSpec> edges = spec.edges().orElse(List.of());
        if (spec.edges().isEmpty() && names.size() == 1) {
            edges = List.of(edge("start -> " + names.get(0) + " -> end"));
        } else if (edges.isEmpty() && !names.isEmpty()) {
            problems.addKey("/edges", "'edges' is missing", "edges such as start -> " + names.get(0) + " -> end");
        }
        for (int i = 0; i < edges.size(); i++) {
            links.add(edges.get(i), Pointers.child("/edges", i));
        }
        return List.copyOf(links.links);
    }

    private static EdgeSpec edge(String path) {
        return new EdgeSpec(path, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private void add(EdgeSpec edge, String pointer) {
        if (edge.path().isEmpty()) {
            return;
        }
        String[] path = edge.path().split("->", -1);
        List<String> steps = Stream.of(path).map(String::strip).toList();
        if (steps.size() < 2 || steps.stream().anyMatch(step -> step.isEmpty() || step.contains(" "))) {
            problems.add(pointer, "'" + edge.path() + "' is not an edge", "names with arrows between, as in a -> b");
            return;
        }
        if (steps.size() > 2
                && (edge.when().isPresent()
                        || edge.max().isPresent()
                        || edge.outcome().isPresent())) {
            problems.add(pointer, "'" + edge.path() + "' has settings but more than one arrow", "a -> b: { ... }");
            return;
        }
        edge.max()
                .filter(max -> max < 1)
                .ifPresent(max -> problems.add(pointer + "/max", "max must be >= 1, got " + max, ""));
        Optional<NodeEnd> outcome = edge.outcome().flatMap(name -> outcome(name, pointer));
        for (int i = 1; i < steps.size(); i++) {
            link(steps.get(i - 1), steps.get(i), edge, outcome, pointer);
        }
    }

    private Optional<NodeEnd> outcome(String name, String pointer) {
        if (!OUTCOMES.containsKey(name)) {
            problems.unknown(
                    pointer + "/outcome",
                    "unknown outcome '" + name + "'",
                    name,
                    OUTCOMES.keySet().stream().sorted().toList());
        }
        return Optional.ofNullable(OUTCOMES.get(name));
    }

    private void link(String from, String to, EdgeSpec edge, Optional<NodeEnd> outcome, String pointer) {
        boolean sourceKnown = known(from, "start", pointer);
        boolean known = known(to, "end", pointer) && sourceKnown;
        String name = from + " -> " + to;
        if (!known) {
            return;
        }
        if (!seen.add(name
                + outcome.map(end -> "|" + end.name().toLowerCase(Locale.ROOT)).orElse(""))) {
            problems.add(pointer, "edge '" + name + "' is there twice", "each edge once");
            return;
        }
        int source = from.equals("start") ? Edge.START : place(from);
        int target = to.equals("end") ? Edge.END : place(to);
        if (source == Edge.START
                && (edge.when().isPresent() || outcome.isPresent() || edge.max().isPresent())) {
            problems.add(pointer, "edge '" + name + "' leaves start with settings", "a plain edge");
        }
        links.add(new Link(pointer, name, source, target, edge.when(), edge.max(), outcome));
    }

    private int place(String name) {
        return places.getOrDefault(name, Edge.START);
    }

    private boolean known(String step, String allowed, String pointer) {
        if (step.equals(allowed) || places.containsKey(step)) {
            return true;
        }
        if (step.equals("start")) {
            problems.add(pointer, "an edge leads into start", "start only on the left");
        } else if (step.equals("end")) {
            problems.add(pointer, "an edge leads out of end", "end only on the right");
        } else {
            problems.unknown(pointer, "unknown node '" + step + "' in an edge", step, names);
        }
        return false;
    }
}
