package io.github.smallwright.orchestration.graph;

import io.github.smallwright.agents.Output;
import io.github.smallwright.agents.Prompt;
import java.util.List;

/**
 * An agent as nodes, judges and feedback use it.
 *
 * @param name as declared
 * @param models the cascade, as {@code provider:id}, at least one
 * @param prompt what it is asked
 * @param output the shape of its reply
 * @param maxTokens limit of one reply
 * @param minTokens the least that a tight budget may cut that limit to
 */
public record AgentUse(String name, List<String> models, Prompt prompt, Output output, int maxTokens, int minTokens) {

    public AgentUse {
        models = List.copyOf(models);
    }
}
