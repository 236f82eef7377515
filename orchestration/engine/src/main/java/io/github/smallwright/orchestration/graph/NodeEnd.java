package io.github.smallwright.orchestration.graph;

/** How a node, and likewise a scope, ends. */
public enum NodeEnd {
    DONE,
    ABSTAINED,
    FAILED,
    EXHAUSTED,
    SKIPPED,
    CANCELLED
}
