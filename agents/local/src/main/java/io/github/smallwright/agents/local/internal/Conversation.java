package io.github.smallwright.agents.local.internal;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import io.github.smallwright.agents.SeededRequestParameters;
import io.github.smallwright.agents.Turn;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts requests into the words of a worker. */
public final class Conversation {

    private static final int MAX_TOKENS = 1024;

    private Conversation() {}

    public static Message.Ask ask(long id, ChatRequest request) {
        if (!Optional.ofNullable(request.toolSpecifications()).orElse(List.of()).isEmpty()) {
            throw new IllegalArgumentException("local models call no tools; leave toolSpecifications empty");
        }
        SeededRequestParameters seeded = request.parameters() instanceof SeededRequestParameters it ? it : null;
        Long seed = seeded == null ? null : seeded.seed();
        List<Message.Chat> messages =
                request.messages().stream().map(Conversation::chat).toList();
        boolean continued = seeded != null && seeded.continued();
        if (continued && messages.size() != 1) {
            throw new IllegalArgumentException(
                    "a text to be gone on with is one message, got " + messages.size() + "; join them");
        }
        return new Message.Ask(
                id,
                continued ? null : messages,
                continued ? messages.get(0).content() : null,
                schema(request.responseFormat()),
                seed,
                Optional.ofNullable(request.temperature()).orElse(0.0),
                Optional.ofNullable(request.maxOutputTokens()).orElse(MAX_TOKENS),
                Optional.ofNullable(request.stopSequences()).orElse(List.of()));
    }

    public static List<Message.Chat> chats(List<Turn> turns) {
        return turns.stream()
                .map(turn -> new Message.Chat(turn.role().name().toLowerCase(Locale.ROOT), turn.text()))
                .toList();
    }

    private static Message.Chat chat(ChatMessage message) {
        if (message instanceof SystemMessage system) {
            return new Message.Chat("system", system.text());
        }
        if (message instanceof UserMessage user && user.hasSingleText()) {
            return new Message.Chat("user", user.singleText());
        }
        if (message instanceof AiMessage ai && ai.text() != null) {
            return new Message.Chat("assistant", ai.text());
        }
        throw new IllegalArgumentException(
                "local models read text of system, user and assistant, got a message of type " + message.type());
    }

    private static @Nullable String schema(@Nullable ResponseFormat format) {
        if (format == null || format.type() != ResponseFormatType.JSON) {
            return null;
        }
        return format.jsonSchema() == null ? "{\"type\":\"object\"}" : SchemaText.of(format.jsonSchema());
    }
}
