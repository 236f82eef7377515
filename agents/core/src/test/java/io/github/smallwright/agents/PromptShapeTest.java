package io.github.smallwright.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.TokenUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptShapeTest {

    private static final Prompt PROMPT = Prompt.parse(
            "@system\nName the colour.\n@user\nred rose\n@assistant\n{\"colour\": \"red\"}\n@user\n{{input.text}}");
    private static final Output.Fields COLOUR = new Output.Fields(Map.of("colour", Output.FieldType.of("text 20")));
    private static final List<ShapeSearch.Example> SKY =
            List.of(new ShapeSearch.Example(Map.of("input.text", "blue sky"), "{\"colour\": \"blue\"}"));

    private static List<Turn> turns() {
        return PROMPT.render(slot -> Optional.of("blue sky"));
    }

    @Test
    void exampleTurnsStayAsTheyAre() {
        assertThat(PromptShape.EXAMPLE_TURNS.of(turns())).isEqualTo(new PromptShape.Shaped(turns(), false, List.of()));
    }

    @Test
    void aCompletionIsOneTextThatEndsBeforeTheNextInput() {
        PromptShape.Shaped shaped = PromptShape.COMPLETION.of(turns());

        assertThat(shaped.turns().get(0).text())
                .isEqualTo(
                        "Name the colour.\n\nInput: red rose\nOutput: {\"colour\": \"red\"}\n\nInput: blue sky\nOutput:");
        assertThat(shaped.continued()).isTrue();
        assertThat(shaped.stop()).containsExactly("\nInput:");
    }

    @Test
    void examplesCanMoveIntoTheSystemTurn() {
        assertThat(PromptShape.SYSTEM_USER.of(turns()).turns())
                .containsExactly(
                        new Turn(
                                Turn.Role.SYSTEM, "Name the colour.\n\nInput: red rose\nOutput: {\"colour\": \"red\"}"),
                        new Turn(Turn.Role.USER, "blue sky"));
    }

    @Test
    void aChatThatCannotGoOnWithATextGetsExampleTurns() {
        ScriptedChat chat =
                new ScriptedChat().then(handler -> handler.onCompleteResponse(response("{\"colour\":\"blue\"}")));

        new ShapeSearch(Model.of("m", chat), PROMPT, COLOUR, 20)
                .reply(PromptShape.COMPLETION, SKY.get(0))
                .block(Duration.ofSeconds(5));

        assertThat(chat.requests.get(0).messages()).hasSize(4);
    }

    @Test
    void theSearchFindsTheShapeThatTheModelReadsAndTheAgentThenUsesIt() {
        ScriptedShapes chat = new ScriptedShapes();
        ShapeSearch search = new ShapeSearch(Model.of("m", chat), PROMPT, COLOUR, 20);

        List<ModelProfile.Score> scores = search.scores(SKY).block(Duration.ofSeconds(5));

        assertThat(scores)
                .containsExactly(
                        new ModelProfile.Score(PromptShape.COMPLETION, 1, 1),
                        new ModelProfile.Score(PromptShape.EXAMPLE_TURNS, 0, 1),
                        new ModelProfile.Score(PromptShape.SYSTEM_USER, 0, 1));
        chat.profile = chat.profile.with(search.digest(SKY.get(0)), scores.get(0));
        Task task = new Task(new TaskId("r", "/", "n", 1, TaskId.GENERATE), turns(), COLOUR, 1, 0, 20);
        assertThat(new ModelAgent(Model.of("m", chat)).handle(task).blockLast(Duration.ofSeconds(5)))
                .isEqualTo(Reply.of("{\"colour\":\"blue\"}", new Usage(1, 1, false)));
    }

    @Test
    void aProfileIsReadAsItWasWrittenAndABrokenOneIsNamed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("m.profile.json");
        ModelProfile profile = ModelProfile.empty().with("d", new ModelProfile.Score(PromptShape.SYSTEM_USER, 3, 4));

        assertThat(ModelProfile.read(file)).isEqualTo(ModelProfile.empty());
        profile.write(file);
        assertThat(ModelProfile.read(file)).isEqualTo(profile);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        Files.writeString(file, "{");
        assertThatThrownBy(() -> ModelProfile.read(file))
                .hasMessageStartingWith("Model profile '" + file + "' is not readable, ")
                .hasMessageEndingWith("; delete it");
    }

    private static ChatResponse response(String text) {
        return ChatResponse.builder()
                .aiMessage(AiMessage.from(text))
                .tokenUsage(new TokenUsage(1, 1))
                .build();
    }

    /** Is right if it may go on with a text, else wrong. */
    private static final class ScriptedShapes implements ShapedChat {

        private ModelProfile profile = ModelProfile.empty();

        @Override
        public Optional<PromptShape> shape(String promptDigest) {
            return profile.shape(promptDigest);
        }

        @Override
        public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
            boolean continued = ((SeededRequestParameters) request.parameters()).continued();
            handler.onCompleteResponse(response("{\"colour\":\"%s\"}".formatted(continued ? "blue" : "red")));
        }
    }
}
