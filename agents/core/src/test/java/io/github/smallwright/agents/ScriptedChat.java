package io.github.smallwright.agents;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Plays one script per call, the last one again and again. */
final class ScriptedChat implements StreamingChatModel {

    private final Deque<Consumer<StreamingChatResponseHandler>> scripts = new ArrayDeque<>();
    final List<ChatRequest> requests = new ArrayList<>();

    ScriptedChat then(Consumer<StreamingChatResponseHandler> script) {
        scripts.add(script);
        return this;
    }

    @Override
    public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
        requests.add(request);
        (scripts.size() > 1 ? scripts.remove() : scripts.element()).accept(handler);
    }
}
