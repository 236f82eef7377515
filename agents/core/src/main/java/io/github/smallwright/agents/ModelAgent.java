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
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;

/**
 * Hands each task to one model, in the shape that it reads best, and reads its reply as the task asks for. Cancelling stops the model: at once
 * if it is a {@link CancellableChat}, else at its next event.
 */
public final class ModelAgent implements Agent {

    private final Model model;
    private final TransportRetry retry;
    private final Optional<PromptShape> shape;

    /** An agent that tries a failing transport again as {@link TransportRetry#defaults()} says. */
    public ModelAgent(Model model) {
        this(model, TransportRetry.defaults());
    }

    public ModelAgent(Model model, TransportRetry retry) {
        this(model, retry, Optional.empty());
    }

    private ModelAgent(Model model, TransportRetry retry, Optional<PromptShape> shape) {
        this.model = model;
        this.retry = retry;
        this.shape = shape;
    }

    /** This agent, putting every prompt in that shape instead of the one in the model's profile. */
    public ModelAgent withShape(PromptShape shape) {
        return new ModelAgent(model, retry, Optional.of(shape));
    }

    @Override
    public Flux<Signal> handle(Task task) {
        return retry.around(Flux.create(sink -> {
            ModelCall call = new ModelCall(task, sink);
            sink.onDispose(call::stop);
            call.start(model.chat(), request(task));
        }));
    }

    private PromptShape.Shaped shaped(List<Turn> turns) {
        boolean shapes = model.chat() instanceof ShapedChat;
        return shape.or(() -> model.chat() instanceof ShapedChat chat
                        ? chat.shape(ModelProfile.digest(turns))
                        : Optional.empty())
                .filter(it -> shapes || it != PromptShape.COMPLETION)
                .orElse(PromptShape.EXAMPLE_TURNS)
                .of(turns);
    }

    private ChatRequest request(Task task) {
        PromptShape.Shaped shaped = shaped(task.turns());
        SeededRequestParameters.Builder parameters = SeededRequestParameters.builder()
                .temperature(task.temperature())
                .maxOutputTokens(task.maxTokens())
                .seed(task.seed())
                .continued(shaped.continued());
        if (!shaped.stop().isEmpty()) {
            parameters.stopSequences(shaped.stop());
        }
        if (task.output() instanceof Output.Fields fields) {
            parameters.responseFormat(responseFormat(fields));
        }
        return ChatRequest.builder()
                .messages(shaped.turns().stream().map(ModelAgent::message).toList())
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
