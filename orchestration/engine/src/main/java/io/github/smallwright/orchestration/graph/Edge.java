package io.github.smallwright.orchestration.graph;

import java.util.Optional;

/**
 * An edge within one scope. In a loop's body the edges that leave it (exits) and the back edges have {@link #END} as
 * target: they are decided when their source ends and acted on when the round has ended.
 *
 * @param index place in its scope's list
 * @param name as written, "draft -> review"
 * @param from index of the source node, or {@link #START}
 * @param to index of the target node, or {@link #END}
 * @param when must hold for a token to be fired; without it the edge always fires
 * @param outcome the end of the source that this edge catches; without it the edge fires on Done
 */
public record Edge(int index, String name, int from, int to, Optional<Condition> when, Optional<NodeEnd> outcome) {

    /** Source of the edges that get a token when the scope starts. */
    public static final int START = -1;

    /** Target of the edges that lead out of the scope. */
    public static final int END = -2;
}
