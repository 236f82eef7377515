package io.github.smallwright.agents;

import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.FluxSink;

/** One call of a model. The model may use the handler from any thread, too late, or twice: only the first end counts. */
final class ModelCall implements StreamingChatResponseHandler {

    private final Task task;
    private final FluxSink<Signal> sink;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Runnable cancel;

    ModelCall(Task task, FluxSink<Signal> sink) {
        this.task = task;
        this.sink = sink;
    }

    void start(StreamingChatModel model, ChatRequest request) {
        try {
            if (model instanceof CancellableChat cancellable) {
                cancelWith(cancellable.start(request, this));
            } else {
                model.chat(request, this);
            }
        } catch (RuntimeException e) {
            onError(e);
        }
    }

    /** Stops the model if it is still at work; runs after every end, whoever brought it about. */
    void stop() {
        ended.set(true);
        Runnable known = cancel;
        if (known != null) {
            known.run();
        }
    }

    private void cancelWith(Runnable cancel) {
        this.cancel = cancel;
        if (ended.get()) {
            cancel.run();
        }
    }

    @Override
    public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
        StreamingHandle handle = context.streamingHandle();
        if (handle != null && cancel == null) {
            cancelWith(() -> cancel(handle));
        }
        onPartialResponse(partial.text());
    }

    private static void cancel(StreamingHandle handle) {
        try {
            handle.cancel();
        } catch (UnsupportedFeatureException e) {
            // This model cannot be stopped: it runs on, and what it says is ignored.
        }
    }

    @Override
    public void onPartialResponse(@Nullable String text) {
        if (text != null && !text.isEmpty() && !ended.get()) {
            sink.next(new Signal.Token(text));
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        if (ended.compareAndSet(false, true)) {
            sink.next(reply(response));
            sink.complete();
        }
    }

    @Override
    public void onError(Throwable error) {
        if (ended.compareAndSet(false, true)) {
            sink.error(error);
        }
    }

    private Reply reply(ChatResponse response) {
        String text = Objects.requireNonNullElse(response.aiMessage().text(), "");
        OutputReader.Reading reading = OutputReader.read(task.output(), text);
        Reply.Finish finish = response.finishReason() == FinishReason.LENGTH ? Reply.Finish.LENGTH : Reply.Finish.STOP;
        return new Reply(
                reading.artefact(),
                finish,
                usage(response.tokenUsage(), text),
                reading.unreadable(),
                reading.repairs());
    }

    private Usage usage(@Nullable TokenUsage reported, String text) {
        Integer prompt = reported == null ? null : reported.inputTokenCount();
        Integer reply = reported == null ? null : reported.outputTokenCount();
        return new Usage(
                prompt == null ? promptBytes() : prompt,
                reply == null ? bytes(text) : reply,
                prompt == null || reply == null);
    }

    private long promptBytes() {
        return task.turns().stream().mapToLong(turn -> bytes(turn.text())).sum();
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
