package io.github.smallwright.orchestration.graph.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.AsSubgraph;
import org.jgrapht.graph.DefaultEdge;

/** Names the cycles that no back edge limits. */
final class Cycles {

    private Cycles() {}

    /** Whether there are none; otherwise one problem for each strongly connected part. */
    static boolean none(Graph<Integer, DefaultEdge> forward, List<Link> links, List<String> names, Problems problems) {
        boolean none = true;
        for (Set<Integer> part : new KosarajuStrongConnectivityInspector<>(forward).stronglyConnectedSets()) {
            int first = Collections.min(part);
            if (part.size() > 1 || forward.containsEdge(first, first)) {
                none = false;
                report(cycle(new AsSubgraph<>(forward, part), first), links, names, problems);
            }
        }
        return none;
    }

    private static List<Integer> cycle(Graph<Integer, DefaultEdge> part, int first) {
        List<Integer> cycle = new ArrayList<>(List.of(first));
        if (!part.containsEdge(first, first)) {
            int next = Collections.min(org.jgrapht.Graphs.successorListOf(part, first));
            cycle.addAll(BFSShortestPath.findPathBetween(part, next, first).getVertexList());
        } else {
            cycle.add(first);
        }
        return cycle;
    }

    private static void report(List<Integer> cycle, List<Link> links, List<String> names, Problems problems) {
        int last = cycle.get(cycle.size() - 2);
        String pointer = links.stream()
                .filter(link -> !link.back() && link.from() == last && link.to() == cycle.get(0))
                .map(Link::pointer)
                .findFirst()
                .orElse("/edges");
        String path = cycle.stream().map(names::get).collect(Collectors.joining(" -> "));
        problems.add(pointer, "nothing ends the cycle " + path, "'max' on the edge that closes it");
    }
}
