package io.github.smallwright.agents;

import java.util.List;

/**
 * What an agent is asked to do, complete in itself: nothing else is known to the agent.
 *
 * @param id names the call; cancelling and the reply refer to it
 * @param turns the rendered conversation, at least one turn
 * @param output the shape the reply must have
 * @param seed seed of the model's sampler, journaled before the call
 * @param temperature 0 for greedy decoding
 * @param maxTokens limit of the reply in tokens, at least 1
 */
public record Task(TaskId id, List<Turn> turns, Output output, long seed, double temperature, int maxTokens) {

    public Task {
        turns = List.copyOf(turns);
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("turns of task " + id + " must not be empty");
        }
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens must be >= 1, got " + maxTokens);
        }
    }
}
