package io.github.smallwright.agents;

import dev.langchain4j.model.chat.StreamingChatModel;

/**
 * A LangChain4j model ready to be called, with what the engine must know about it.
 *
 * @param name as in graph files, unique in a run
 * @param chat the port of LangChain4j, called as it is
 * @param card what the model is
 * @param lane models with the same lane name share its slots
 * @param slots calls at once in the lane, at least 1
 * @param counter counts prompt tokens before a call
 */
public record Model(
        String name, StreamingChatModel chat, ModelCard card, String lane, int slots, TokenCounter counter) {

    public Model {
        if (slots < 1) {
            throw new IllegalArgumentException("slots of model '%s' must be >= 1, got %d".formatted(name, slots));
        }
    }

    /** A model handed over in Java: a lane of its own with 8 slots, tokens counted as UTF-8 bytes. */
    public static Model of(String name, StreamingChatModel chat) {
        return new Model(name, chat, ModelCard.named(name), name, 8, TokenCounter.bytes());
    }

    /** This model with another number of calls at once. */
    public Model withSlots(int slots) {
        return new Model(name, chat, card, lane, slots, counter);
    }
}
