package io.github.smallwright.orchestration.graph.internal;

import io.github.smallwright.orchestration.graph.Edge;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jgrapht.Graph;
import org.jgrapht.Graphs;
import org.jgrapht.graph.DefaultEdge;

/**
 * Finds the natural loops and checks that each is entered at its target only. Then any two nest or share no node (Hecht
 * and Ullman, Characterizations of Reducible Flow Graphs, 1974).
 */
final class Loops {

    private final Graph<Integer, DefaultEdge> graph;
    private final List<String> names;
    private final Problems problems;

    private Loops(Graph<Integer, DefaultEdge> graph, List<String> names, Problems problems) {
        this.graph = graph;
        this.names = names;
        this.problems = problems;
    }

    /** The loops, inner ones before those around them. */
    static List<Loop> of(List<Link> links, Graph<Integer, DefaultEdge> graph, List<String> names, Problems problems) {
        Map<Integer, List<Link>> byTarget = new LinkedHashMap<>();
        links.stream().filter(link -> link.back() && link.from() >= 0).forEach(link -> byTarget.computeIfAbsent(
                        link.to(), target -> new ArrayList<>())
                .add(link));
        Loops loops = new Loops(graph, names, problems);
        List<Loop> found = new ArrayList<>();
        byTarget.forEach((target, backs) -> loops.loop(target, backs).ifPresent(found::add));
        found.sort(Comparator.comparingInt(loop -> loop.body().cardinality()));
        return List.copyOf(found);
    }

    private Optional<Loop> loop(int target, List<Link> backs) {
        BitSet body = new BitSet();
        boolean sound = true;
        for (Link back : backs) {
            BitSet part = target == Edge.END ? new BitSet() : upstream(back.from(), target);
            if (target == Edge.END || !part.get(target)) {
                problems.add(back.pointer(), "edge '" + back.name() + "' has max but closes no cycle", "no max");
                sound = false;
            } else if (part.get(names.size())) {
                problems.add(
                        back.pointer(),
                        "'" + names.get(back.from()) + "' can be reached without passing '" + names.get(target) + "'",
                        "a loop that is entered only at the target of its back edge");
                sound = false;
            }
            body.or(part);
        }
        int max = backs.get(0).max().orElse(1);
        for (Link back : backs) {
            if (back.max().orElse(max) != max) {
                problems.add(
                        back.pointer() + "/max",
                        "the back edges to '" + names.get(target) + "' differ in max",
                        "the same max, " + max);
            }
        }
        return sound ? Optional.of(new Loop(target, max, body, List.copyOf(backs))) : Optional.empty();
    }

    /** The nodes from which {@code source} is reached without passing {@code target}; bit n stands for start. */
    private BitSet upstream(int source, int target) {
        BitSet seen = new BitSet();
        List<Integer> open = new ArrayList<>(List.of(source));
        while (!open.isEmpty()) {
            int node = open.remove(open.size() - 1);
            if (node == Edge.START) {
                seen.set(names.size());
            } else if (!seen.get(node)) {
                seen.set(node);
                if (node != target) {
                    open.addAll(Graphs.predecessorListOf(graph, node));
                }
            }
        }
        return seen;
    }
}
