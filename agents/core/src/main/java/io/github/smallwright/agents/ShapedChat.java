package io.github.smallwright.agents;

import dev.langchain4j.model.chat.StreamingChatModel;
import java.util.Optional;

/**
 * A model that can go on with a plain text, which the request says by {@link SeededRequestParameters#continued()}, and
 * that may know in which shape it reads a prompt best.
 */
public interface ShapedChat extends StreamingChatModel {

    /**
     * The shape that a search found best for this model and prompt; empty if there was none.
     *
     * @param promptDigest from {@link ModelProfile#digest}
     */
    Optional<PromptShape> shape(String promptDigest);
}
