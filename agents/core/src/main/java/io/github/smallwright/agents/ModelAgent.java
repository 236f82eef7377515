package io.github.smallwright.agents;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import reactor.core.publisher.Flux;

/**
 * Hands each task to one model and reads its reply in the shape the task asks for. Cancelling stops the model: at once
 * if it is a {@link CancellableChat}, else at its next event.
 */
public final class ModelAgent implements Agent {

    private final Model model;
    private final TransportRetry retry;

    /** An agent that tries a failing transport again as {@link TransportRetry#defaults()} says. */
    public ModelAgent(Model model) {
        this(model, TransportRetry.defaults());
    }

    public ModelAgent(Model model, TransportRetry retry) {
        this.model = model;
        this.retry = retry;
    }

    @Override
    public Flux<Signal> handle(Task task) {
        return retry.around(Flux.create(sink -> {
            ModelCall call = new ModelCall(task, sink);
            sink.onDispose(call::stop);
            call.start(model.chat(), request(task));
        }));
    }

    private static ChatRequest request(Task task) {
        SeededRequestParameters.Builder parameters = SeededRequestParameters.builder()
                .temperature(task.temperature())
                .maxOutputTokens(task.maxTokens())
                .seed(task.seed());
        if (task.output() instanceof Output.Fields fields) {
            parameters.responseFormat(responseFormat(fields));
        }
        return ChatRequest.builder()
                .messages(task.turns().stream().map(ModelAgent::message).toList())
                .parameters(parameters.build())
                .build();
    }

    private static ResponseFormat responseFormat(Output.Fields fields) {
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(JsonSchema.builder()
                        .name("reply")
                        .rootElement(JsonRawSchema.from(FieldsSchema.of(fields)))
                        .build())
                .build();
    }

    private static ChatMessage message(Turn turn) {
        return switch (turn.role()) {
            case SYSTEM -> SystemMessage.from(turn.text());
            case USER -> UserMessage.from(turn.text());
            case ASSISTANT -> AiMessage.from(turn.text());
        };
    }
}
