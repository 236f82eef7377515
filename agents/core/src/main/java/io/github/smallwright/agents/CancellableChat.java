package io.github.smallwright.agents;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;

/**
 * A streaming chat model whose calls can be cancelled from outside at any time, also before the first token. Its method
 * is not called {@code chat}, because a class that is also LangChain4j's streaming model could not implement it.
 */
@FunctionalInterface
public interface CancellableChat {

    /**
     * Starts a call and returns without waiting for the model. The handler hears what it would hear from
     * {@code StreamingChatModel.chat}, from another thread, one call at a time.
     *
     * @return cancels the call: decoding stops soon and the handler hears nothing more. May be run from any thread and
     *     more than once; after the end of the call it does nothing.
     */
    Runnable start(ChatRequest request, StreamingChatResponseHandler handler);
}
