package io.github.smallwright.orchestration.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /**
     * One declared input.
     *
     * @param type its name in the format: text, number, boolean, java, python, javascript, json
     * @param fallback the value used if none is given
     * @param secret whether it is never journaled
     */
    public record Input(String name, String type, Optional<String> fallback, boolean secret) {

        /** An input that is no secret. */
        public Input(String name, String type, Optional<String> fallback) {
            this(name, type, fallback, false);
        }
    }

    public AgentGraph {
        inputs = List.copyOf(inputs);
        models = List.copyOf(models);
    }

    /**
     * The inputs of a run with fallbacks filled in.
     *
     * @throws IllegalArgumentException if one is missing or not declared; the message lists all of them
     */
    public ObjectNode complete(ObjectNode given) {
        ObjectNode all = given.deepCopy();
        List<String> problems = new ArrayList<>();
        String known = inputs.stream().map(AgentGraph.Input::name).collect(Collectors.joining(", "));
        all.fieldNames().forEachRemaining(name -> {
            if (inputs.stream().noneMatch(input -> input.name().equals(name))) {
                problems.add("input '%s' is not declared".formatted(name));
            }
        });
        for (AgentGraph.Input input : inputs) {
            if (!all.hasNonNull(input.name())) {
                input.fallback()
                        .ifPresentOrElse(
                                fallback -> all.put(input.name(), fallback),
                                () -> problems.add("input '%s' (%s) is missing".formatted(input.name(), input.type())));
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("Graph '%s' cannot run: %s; declared inputs: %s"
                    .formatted(name, String.join(", ", problems), known.isEmpty() ? "none" : known));
        }
        return all;
    }

    /** Whether this path leads to a secret input. */
    public boolean isSecret(String path) {
        return inputs.stream()
                .anyMatch(input -> input.secret()
                        && (path.equals("input." + input.name()) || path.startsWith("input." + input.name() + ".")));
    }

    /** These inputs without the secret ones: what may be journaled. */
    public ObjectNode withoutSecrets(ObjectNode given) {
        return given.deepCopy()
                .without(inputs.stream().filter(Input::secret).map(Input::name).toList());
    }
}
