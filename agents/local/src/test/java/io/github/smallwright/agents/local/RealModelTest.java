package io.github.smallwright.agents.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import io.github.smallwright.agents.Model;
import io.github.smallwright.agents.SeededRequestParameters;
import io.github.smallwright.agents.Turn;
import io.github.smallwright.agents.local.internal.LocalWorkers;
import io.github.smallwright.agents.local.internal.WorkerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealModelTest {

    private static final String TIDES = "Write two sentences about tides.";

    private final LocalWorkers workers = new LocalWorkers(WorkerConfig.defaults());
    private LocalChatModel model = new LocalChatModel(
            new LocalModel("none", "none", 0, "0".repeat(64), "Apache-2.0", 1), Path.of("none"), workers);
    private Model opened = Model.of("none", model);

    @BeforeAll
    void open() {
        opened = new LocalProvider(RealModel.store(), workers).open(RealModel.ID);
        model = (LocalChatModel) opened.chat();
    }

    @AfterAll
    void close() {
        workers.close();
    }

    private static ChatRequest request(String text, SeededRequestParameters.Builder parameters) {
        return ChatRequest.builder()
                .messages(UserMessage.from(text))
                .parameters(parameters.build())
                .build();
    }

    private static SeededRequestParameters.Builder tokens(int max) {
        return SeededRequestParameters.builder().maxOutputTokens(max);
    }

    @Test
    void tokensAreStreamedAndMakeUpTheReply() throws Exception {
        ScriptedListener listener = new ScriptedListener();
        model.chat(request(TIDES, tokens(12)), listener);
        ChatResponse response = listener.await();

        assertThat(listener.tokens).hasSizeGreaterThan(3);
        assertThat(response.aiMessage().text()).isEqualTo(String.join("", listener.tokens));
        assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(response.tokenUsage().outputTokenCount()).isEqualTo(12);
    }

    @Test
    void theCountIsWhatACallReports() {
        ChatResponse response = model.doChat(request("Say hello.", tokens(2)));
        Integer count = opened.counter()
                .count(List.of(new Turn(Turn.Role.USER, "Say hello.")))
                .block(Duration.ofSeconds(60));

        assertThat(response.tokenUsage().inputTokenCount()).isEqualTo(count).isGreaterThan(3);
    }

    @Test
    void theSameSeedGivesTheSameReplyAndAnotherSeedAnotherOne() {
        String first = sampled(42);
        String other = sampled(43);

        assertThat(sampled(42)).isEqualTo(first).isNotEqualTo(other);
    }

    private String sampled(long seed) {
        return model.chat(request(TIDES, tokens(24).temperature(0.9).seed(seed)))
                .aiMessage()
                .text();
    }

    @Test
    void aSchemaForcesItsFields() throws Exception {
        JsonSchema schema = JsonSchema.builder()
                .name("review")
                .rootElement(JsonObjectSchema.builder()
                        .addEnumProperty("verdict", List.of("good", "bad"))
                        .addBooleanProperty("short")
                        .required("verdict", "short")
                        .additionalProperties(false)
                        .build())
                .build();
        ResponseFormat format = ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(schema)
                .build();
        String text = model.chat(request(
                        "Is this text good? 'The sea rises.'", tokens(40).responseFormat(format)))
                .aiMessage()
                .text();

        JsonNode reply = new ObjectMapper().readTree(text);
        assertThat(reply.path("verdict").asText()).isIn("good", "bad");
        assertThat(reply.path("short").isBoolean()).isTrue();
    }

    @Test
    void aStopTextEndsTheReplyAndIsNotPartOfIt() {
        ChatResponse response = model.chat(request(TIDES, tokens(48).stopSequences(".")));

        assertThat(response.aiMessage().text()).isNotEmpty().doesNotContain(".");
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void aPromptLongerThanTheContextIsRefused() {
        String text = "word ".repeat(9000);

        assertThatThrownBy(() -> model.doChat(request(text, tokens(4))))
                .hasMessageContaining("Local model 'smollm2-135m' failed: the prompt has ")
                .hasMessageContaining(" tokens, but the model's context holds 8192 with the reply; shorten it");
    }

    @Test
    void cancellingBetweenTokensStopsDecoding() throws Exception {
        ScriptedListener endless =
                new ScriptedListener(context -> context.streamingHandle().cancel());
        model.chat(request(TIDES, tokens(2000).temperature(1.0)), endless);
        endless.first.get(60, TimeUnit.SECONDS);
        long start = System.nanoTime();
        ScriptedListener next = new ScriptedListener();
        model.chat(request("Say hello.", tokens(2)), next);
        next.await();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        assertThat(endless.end).isNotDone();
    }

    @Test
    void cancellingWhileThePromptIsReadFreesTheLane() throws Exception {
        ScriptedListener cancelled = new ScriptedListener();
        Runnable cancel = model.start(request("A long story about the sea. ".repeat(1100), tokens(8)), cancelled);
        cancel.run();
        cancel.run();
        ScriptedListener next = new ScriptedListener();
        model.chat(request("Say hello.", tokens(2)), next);
        next.await();

        assertThat(cancelled.tokens).isEmpty();
        assertThat(cancelled.end).isNotDone();
    }

    @Test
    void aWorkerKilledWhileWritingEndsTheCallAndTheNextCallWorks() throws Exception {
        ScriptedListener killed = new ScriptedListener(context -> {
            long pid = workers.pid(RealModel.file()).orElseThrow();
            assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
        });
        model.chat(request(TIDES, tokens(2000).temperature(1.0)), killed);

        assertThatThrownBy(killed::await)
                .hasMessageContaining("Local model 'smollm2-135m' failed: its process ended with status 137")
                .hasMessageContaining("the next call starts it again");
        assertThat(model.doChat(request("Say hello.", tokens(2))).tokenUsage().outputTokenCount())
                .isPositive();
    }
}
