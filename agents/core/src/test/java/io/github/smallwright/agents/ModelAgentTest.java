package io.github.smallwright.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.github.smallwright.tools.Language;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class ModelAgentTest {

    private final ScriptedChat chat = new ScriptedChat();

    private static Task task(Output output) {
        return new Task(
                new TaskId("r", "/", "n", 1, TaskId.GENERATE),
                List.of(new Turn(Turn.Role.SYSTEM, "s"), new Turn(Turn.Role.USER, "question")),
                output,
                42,
                0.5,
                100);
    }

    private static ChatResponse response(String text) {
        return ChatResponse.builder()
                .aiMessage(AiMessage.from(text))
                .tokenUsage(new TokenUsage(5, 2))
                .finishReason(FinishReason.STOP)
                .build();
    }

    private Flux<Signal> handle(Output output) {
        return new ModelAgent(Model.of("m", chat)).handle(task(output));
    }

    @Test
    void tokensAreFollowedByOneReplyWhateverComesLater() {
        chat.then(handler -> {
            handler.onPartialResponse("he");
            handler.onPartialResponse("y");
            handler.onCompleteResponse(response("hey "));
            handler.onPartialResponse("late");
            handler.onCompleteResponse(response("again"));
            handler.onError(new IllegalStateException("late"));
        });

        StepVerifier.create(handle(new Output.Text()))
                .expectNext(new Signal.Token("he"), new Signal.Token("y"))
                .expectNext(Reply.of("hey", new Usage(5, 2, false)))
                .verifyComplete();
    }

    @Test
    void theRequestCarriesSeedLimitsAndTheSchemaOfItsFields() {
        chat.then(handler -> handler.onCompleteResponse(response("{\"ok\": true}")));

        handle(new Output.Fields(Map.of("ok", Output.FieldType.of("yes/no")))).blockLast(Duration.ofSeconds(5));

        SeededRequestParameters parameters =
                (SeededRequestParameters) chat.requests.get(0).parameters();
        assertThat(parameters.seed()).isEqualTo(42);
        assertThat(parameters.temperature()).isEqualTo(0.5);
        assertThat(parameters.maxOutputTokens()).isEqualTo(100);
        assertThat(parameters.responseFormat().jsonSchema().rootElement().toString())
                .contains("ok");
    }

    @Test
    void anEmptyReplyIsUnreadableAndItsUsageEstimated() {
        chat.then(handler -> handler.onCompleteResponse(ChatResponse.builder()
                .aiMessage(AiMessage.from(""))
                .finishReason(FinishReason.LENGTH)
                .build()));

        Reply reply = (Reply) handle(new Output.Code(Language.JAVA)).blockLast(Duration.ofSeconds(5));

        assertThat(reply.unreadable()).contains("the model answered with nothing");
        assertThat(reply.finish()).isEqualTo(Reply.Finish.LENGTH);
        assertThat(reply.usage()).isEqualTo(new Usage(9, 0, true));
    }

    @Test
    void aCancelledCallStopsItsModelAtTheNextEventAndIsSilent() {
        AtomicReference<StreamingChatResponseHandler> model = new AtomicReference<>();
        ScriptedHandle decoding = new ScriptedHandle();
        chat.then(model::set);
        Disposable subscription = handle(new Output.Text()).subscribe(signal -> {
            throw new AssertionError(signal);
        });

        subscription.dispose();
        model.get().onPartialResponse(new PartialResponse("x"), new PartialResponseContext(decoding));
        model.get().onCompleteResponse(response("x"));

        assertThat(decoding.isCancelled()).isTrue();
    }

    @Test
    void aThrownRateLimitIsTriedAgainAfterItsBackoff() {
        VirtualTimeScheduler clock = VirtualTimeScheduler.create();
        chat.then(handler -> {
            throw new RateLimitException("slow down");
        });
        chat.then(handler -> handler.onCompleteResponse(response("ok")));

        StepVerifier.create(new ModelAgent(
                                Model.of("m", chat), TransportRetry.defaults().withScheduler(clock))
                        .handle(task(new Output.Text())))
                .expectNext(new Signal.TryFailed(1, "slow down", Usage.NONE))
                .then(() -> clock.advanceTimeBy(Duration.ofMillis(300)))
                .expectNext(Reply.of("ok", new Usage(5, 2, false)))
                .verifyComplete();
    }

    @Test
    void aWrongKeyIsNeverTriedAgain() {
        chat.then(handler -> handler.onError(new AuthenticationException("no")));

        StepVerifier.create(handle(new Output.Text())).verifyError(AuthenticationException.class);
        assertThat(chat.requests).hasSize(1);
    }

    @Test
    void aFailureAfterTheFirstTokenIsNotTriedAgain() {
        chat.then(handler -> {
            handler.onPartialResponse("a");
            handler.onError(new RateLimitException("late"));
        });

        StepVerifier.create(handle(new Output.Text()))
                .expectNext(new Signal.Token("a"))
                .verifyError(RateLimitException.class);
    }

    private static final class ScriptedHandle implements StreamingHandle {
        private boolean cancelled;

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }
}
