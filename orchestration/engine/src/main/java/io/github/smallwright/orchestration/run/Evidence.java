package io.github.smallwright.orchestration.run;

import io.github.smallwright.agents.Gate;

/**
 * A gate's acceptance of the artefact that left the graph.
 *
 * @param gate the gate's name
 * @param kind what its acceptance is worth
 * @param by the judging model, or empty for a gate that calls none
 * @param note what the gate saw, may be empty
 */
public record Evidence(String gate, Gate.Kind kind, String by, String note) {}
