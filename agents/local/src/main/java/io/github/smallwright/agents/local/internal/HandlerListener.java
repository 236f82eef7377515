package io.github.smallwright.agents.local.internal;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;

/** Lets a handler of LangChain4j hear a call. */
public final class HandlerListener implements LocalCall.Listener, StreamingHandle {

    private final String modelName;
    private final StreamingChatResponseHandler handler;
    private boolean cancelled;
    private Runnable action = () -> {};

    public HandlerListener(String modelName, StreamingChatResponseHandler handler) {
        this.modelName = modelName;
        this.handler = handler;
    }

    /** Says what cancelling does; it may have been asked for already. */
    public synchronized void onCancel(Runnable action) {
        this.action = action;
        if (cancelled) {
            action.run();
        }
    }

    @Override
    public void onToken(String text) {
        handler.onPartialResponse(new PartialResponse(text), new PartialResponseContext(this));
    }

    @Override
    public void onDone(Message.Done done, String text) {
        handler.onCompleteResponse(ChatResponse.builder()
                .aiMessage(AiMessage.from(text))
                .modelName(modelName)
                .finishReason(done.finish().equals("length") ? FinishReason.LENGTH : FinishReason.STOP)
                .tokenUsage(new TokenUsage(done.promptTokens(), done.replyTokens()))
                .build());
    }

    @Override
    public void onError(Throwable error) {
        handler.onError(error);
    }

    @Override
    public synchronized void cancel() {
        cancelled = true;
        action.run();
    }

    @Override
    public synchronized boolean isCancelled() {
        return cancelled;
    }
}
