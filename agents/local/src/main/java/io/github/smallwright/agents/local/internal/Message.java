package io.github.smallwright.agents.local.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What parent and worker say to each other, one JSON object a line, named by {@code type}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Message.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = Message.Load.class, name = "load"),
    @JsonSubTypes.Type(value = Message.Loaded.class, name = "loaded"),
    @JsonSubTypes.Type(value = Message.Ask.class, name = "ask"),
    @JsonSubTypes.Type(value = Message.Token.class, name = "token"),
    @JsonSubTypes.Type(value = Message.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Message.Failed.class, name = "error"),
    @JsonSubTypes.Type(value = Message.Cancel.class, name = "cancel"),
    @JsonSubTypes.Type(value = Message.Count.class, name = "count"),
    @JsonSubTypes.Type(value = Message.Counted.class, name = "counted")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Message {

    /** The call that the message belongs to; 0 for the connection itself. */
    default long id() {
        return 0;
    }

    /** First line of the worker; the token shows that it is the process that was started. */
    record Hello(String token) implements Message {}

    /** Asks for the model to be loaded. */
    record Load(String path, int contextTokens, int threads) implements Message {}

    /** The model can be called. */
    record Loaded() implements Message {}

    /** One turn of a conversation; the role is system, user or assistant. */
    record Chat(String role, String content) {}

    /**
     * Asks for a reply.
     *
     * @param messages the conversation; null if {@code prompt} is given
     * @param prompt text to be continued as it is; null if {@code messages} are given
     * @param schema JSON Schema of the reply; null for free text
     * @param seed null leaves it to the worker
     * @param temperature 0 for greedy decoding
     * @param max limit of the reply in tokens
     * @param stop texts at which the reply ends
     */
    record Ask(
            long id,
            @Nullable List<Chat> messages,
            @Nullable String prompt,
            @Nullable String schema,
            @Nullable Long seed,
            double temperature,
            int max,
            List<String> stop)
            implements Message {}

    /** The next piece of a reply. */
    record Token(long id, String text) implements Message {}

    /** The end of a reply: {@code stop}, {@code length} or {@code cancelled}. */
    record Done(long id, String finish, int promptTokens, int replyTokens) implements Message {}

    /** The end of a call that went wrong; the worker goes on. */
    record Failed(long id, String problem) implements Message {}

    /** Ends a call early; it is answered by {@link Done}. */
    record Cancel(long id) implements Message {}

    /** Asks how many tokens the conversation, or else the text, has. */
    record Count(long id, @Nullable List<Chat> messages, @Nullable String text) implements Message {}

    /** Answers {@link Count}. */
    record Counted(long id, int tokens) implements Message {}
}
