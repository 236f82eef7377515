package io.github.smallwright.orchestration.graph.internal;

import java.util.BitSet;
import java.util.List;

/** A natural loop: its target, the rounds it may have, its body with the target, and its back edges. */
record Loop(int target, int max, BitSet body, List<Link> backs) {}
