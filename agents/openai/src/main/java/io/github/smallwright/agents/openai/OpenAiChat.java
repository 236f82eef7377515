package io.github.smallwright.agents.openai;

import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import io.github.smallwright.agents.SeededRequestParameters;
import java.net.ConnectException;
import java.util.List;
import java.util.stream.Stream;

/** Passes the seed on in the protocol's own form, and lets no error carry the key. */
record OpenAiChat(StreamingChatModel chat, String model, String host, String key) implements StreamingChatModel {

    private static final int MAX_CAUSES = 16;

    @Override
    public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
        OpenAiChatRequestParameters.Builder parameters =
                OpenAiChatRequestParameters.builder().overrideWith(request.parameters());
        parameters.modelName(model);
        if (request.parameters() instanceof SeededRequestParameters seeded && seeded.seed() != null) {
            parameters.seed(Long.hashCode(seeded.seed()) & Integer.MAX_VALUE);
        }
        ChatRequest translated = ChatRequest.builder()
                .messages(request.messages())
                .parameters(parameters.build())
                .build();
        try {
            chat.chat(translated, new Redacting(handler));
        } catch (RuntimeException e) {
            handler.onError(redacted(e));
        }
    }

    private Throwable redacted(Throwable error) {
        List<Throwable> chain = Stream.iterate(error, e -> e != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .toList();
        if (chain.stream().anyMatch(ConnectException.class::isInstance)) {
            return new RetriableException(
                    "no connection to %s: is the address right and the server running?".formatted(host));
        }
        if (key.isEmpty()
                || chain.stream().noneMatch(e -> String.valueOf(e.getMessage()).contains(key))) {
            return error;
        }
        String message = String.valueOf(error.getMessage()).replace(key, "(key)");
        return chain.stream().anyMatch(RetriableException.class::isInstance)
                ? new RetriableException(message)
                : new NonRetriableException(message);
    }

    @Override
    public String toString() {
        return "OpenAiChat[" + model + " at " + host + "]";
    }

    private final class Redacting implements StreamingChatResponseHandler {
        private final StreamingChatResponseHandler handler;

        Redacting(StreamingChatResponseHandler handler) {
            this.handler = handler;
        }

        @Override
        public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
            handler.onPartialResponse(partial, context);
        }

        @Override
        public void onPartialResponse(String text) {
            handler.onPartialResponse(text);
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            handler.onCompleteResponse(response);
        }

        @Override
        public void onError(Throwable error) {
            handler.onError(redacted(error));
        }
    }
}
