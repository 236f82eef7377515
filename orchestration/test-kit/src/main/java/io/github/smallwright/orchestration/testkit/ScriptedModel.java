package io.github.smallwright.orchestration.testkit;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.github.smallwright.agents.Model;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/**
 * A model that answers from a script, word by word. Calls take the scripted answers in the order in which they arrive; a
 * call beyond the script fails and says so. Thread-safe.
 */
public final class ScriptedModel implements StreamingChatModel {

    private final String name;
    private final @Nullable Scheduler clock;
    private final Queue<Answer> script = new ArrayDeque<>();
    private final List<String> prompts = new ArrayList<>();
    private @Nullable UnaryOperator<String> always;

    private record Answer(String text, Duration delay, FinishReason finish, @Nullable RuntimeException failure) {}

    private ScriptedModel(String name, @Nullable Scheduler clock) {
        this.name = name;
        this.clock = clock;
    }

    /** A model that answers at once, on the caller's thread. */
    public static ScriptedModel named(String name) {
        return new ScriptedModel(name, null);
    }

    /** A model whose delays are kept by this clock. */
    public static ScriptedModel named(String name, Scheduler clock) {
        return new ScriptedModel(name, clock);
    }

    /** The next answer. */
    public ScriptedModel replies(String text) {
        return add(new Answer(text, Duration.ZERO, FinishReason.STOP, null));
    }

    /** The next answer, which comes after a delay. Needs a clock. */
    public ScriptedModel replies(String text, Duration after) {
        return add(new Answer(text, after, FinishReason.STOP, null));
    }

    /** The next answer is cut off by the token limit. */
    public ScriptedModel cutsOff(String text) {
        return add(new Answer(text, Duration.ZERO, FinishReason.LENGTH, null));
    }

    /** The next call fails before its first token. */
    public ScriptedModel fails(RuntimeException failure) {
        return add(new Answer("", Duration.ZERO, FinishReason.STOP, failure));
    }

    /** The next call fails after these tokens. */
    public ScriptedModel breaksOff(String text, RuntimeException failure) {
        return add(new Answer(text, Duration.ZERO, FinishReason.STOP, failure));
    }

    /** The next call never answers. Needs no clock. */
    public ScriptedModel hangs() {
        return add(new Answer("", Duration.ofDays(1_000), FinishReason.STOP, null));
    }

    /** Once the script is used up, every call is answered by this function of its last message. */
    public synchronized ScriptedModel thenAlways(UnaryOperator<String> answer) {
        always = answer;
        return this;
    }

    private synchronized ScriptedModel add(Answer answer) {
        script.add(answer);
        return this;
    }

    /** This model as graphs use it, in a lane of its own. */
    public Model model() {
        return Model.of(name, this);
    }

    /** All prompts so far: the texts of a call's messages joined by line breaks. */
    public synchronized List<String> prompts() {
        return List.copyOf(prompts);
    }

    /**
     * Holds the script against what was asked for.
     *
     * @throws AssertionError if answers are left over
     */
    public synchronized void assertUsedUp() {
        if (!script.isEmpty()) {
            throw new AssertionError("Model '%s' was asked %d times; %d scripted answers are left: %s"
                    .formatted(name, prompts.size(), script.size(), script));
        }
    }

    @Override
    public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
        Answer answer = take(request);
        if (answer.delay().isZero()) {
            play(answer, handler);
        } else if (clock != null) {
            clock.schedule(() -> play(answer, handler), answer.delay().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized Answer take(ChatRequest request) {
        String prompt = request.messages().stream().map(ScriptedModel::text).collect(Collectors.joining("\n"));
        prompts.add(prompt);
        Answer answer = script.poll();
        if (answer != null) {
            return answer;
        }
        if (always != null) {
            return new Answer(always.apply(prompt), Duration.ZERO, FinishReason.STOP, null);
        }
        String problem = "The script of model '%s' ends before call %d: %s".formatted(name, prompts.size(), prompt);
        return new Answer("", Duration.ZERO, FinishReason.STOP, new IllegalStateException(problem));
    }

    private static String text(ChatMessage message) {
        if (message instanceof SystemMessage system) {
            return system.text();
        }
        if (message instanceof UserMessage user) {
            return user.singleText();
        }
        return message instanceof AiMessage ai ? ai.text() : message.toString();
    }

    private static void play(Answer answer, StreamingChatResponseHandler handler) {
        if (!answer.text().isEmpty()) {
            for (String word : answer.text().split("(?<= )", -1)) {
                handler.onPartialResponse(word);
            }
        }
        if (answer.failure() != null) {
            handler.onError(answer.failure());
            return;
        }
        handler.onCompleteResponse(ChatResponse.builder()
                .aiMessage(AiMessage.from(answer.text()))
                .tokenUsage(new TokenUsage(10, Math.max(1, answer.text().length() / 4)))
                .finishReason(answer.finish())
                .build());
    }
}
