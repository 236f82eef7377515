package io.github.smallwright.orchestration.graph.internal;

import java.util.BitSet;
import java.util.List;

/** A natural loop: its target, the rounds it may have, its body with the target, and its back edges. */
record Loop(int target, int max, BitSet body, List<Link> backs) {

    /** Whether the edge leads from the body out of it. */
    boolean leftBy(Link link) {
        return link.from() >= 0 && body.get(link.from()) && (link.to() < 0 || !body.get(link.to()));
    }
}
