package io.github.smallwright.agents.local;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Notes what it hears and does something at the first token. */
final class ScriptedListener implements StreamingChatResponseHandler {

    final List<String> tokens = new CopyOnWriteArrayList<>();
    final CompletableFuture<ChatResponse> end = new CompletableFuture<>();
    final CompletableFuture<String> first = new CompletableFuture<>();
    private final Consumer<PartialResponseContext> onFirst;

    ScriptedListener() {
        this(context -> {});
    }

    ScriptedListener(Consumer<PartialResponseContext> onFirst) {
        this.onFirst = onFirst;
    }

    @Override
    public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
        tokens.add(partial.text());
        if (first.complete(partial.text())) {
            onFirst.accept(context);
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        end.complete(response);
    }

    @Override
    public void onError(Throwable error) {
        end.completeExceptionally(error);
    }

    ChatResponse await() throws Exception {
        return end.get(90, TimeUnit.SECONDS);
    }
}
