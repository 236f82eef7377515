package io.github.smallwright.orchestration.graph;

import java.util.List;
import java.util.Optional;

/**
 * A resolved workflow: every name has been looked up, every rule of the format checked. Immutable.
 *
 * @param name the graph's name
 * @param digest SHA-256 of the canonical form of what was declared, prompts included
 * @param inputs what a run must be given, in file order
 * @param output name of the node whose artefact leaves the graph, a member of the root scope or of a loop in it
 * @param models every model that any agent may use, as {@code provider:id}, without repetition
 * @param budget limits of a whole run
 * @param root the outermost scope
 */
public record AgentGraph(
        String name,
        String digest,
        List<Input> inputs,
        String output,
        List<String> models,
        BudgetLimits budget,
        Scope root) {

    /** One declared input. {@code type} is its name in the format: text, number, boolean, java, python. */
    public record Input(String name, String type, Optional<String> fallback) {}

    public AgentGraph {
        inputs = List.copyOf(inputs);
        models = List.copyOf(models);
    }
}
