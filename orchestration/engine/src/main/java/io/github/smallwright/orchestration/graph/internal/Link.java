package io.github.smallwright.orchestration.graph.internal;

import io.github.smallwright.orchestration.graph.Edge;
import io.github.smallwright.orchestration.graph.NodeEnd;
import java.util.Optional;

/**
 * One declared edge between two nodes, by their places in the file.
 *
 * @param pointer where it was declared
 * @param from a node, or {@link Edge#START}
 * @param to a node, or {@link Edge#END}
 */
record Link(
        String pointer,
        String name,
        int from,
        int to,
        Optional<String> when,
        Optional<Integer> max,
        Optional<NodeEnd> outcome) {

    boolean back() {
        return max.isPresent();
    }

    /** Whether it fires whenever its source is done. */
    boolean plain() {
        return when.isEmpty() && outcome.isEmpty();
    }
}
