package io.github.smallwright.agents.local;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.smallwright.agents.CancellableChat;
import io.github.smallwright.agents.ModelProfile;
import io.github.smallwright.agents.PromptShape;
import io.github.smallwright.agents.SeededRequestParameters;
import io.github.smallwright.agents.ShapedChat;
import io.github.smallwright.agents.local.internal.Conversation;
import io.github.smallwright.agents.local.internal.HandlerListener;
import io.github.smallwright.agents.local.internal.LocalWorkers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A model in a worker process of its own, started by the first call. Calls of all models of one provider run one after
 * another, in the order in which they came. A call whose worker dies ends with an error at once; the next call starts the
 * worker again. Reads {@link SeededRequestParameters}; a reply to a JSON schema still has to be validated.
 */
public final class LocalChatModel implements ChatModel, StreamingChatModel, CancellableChat, ShapedChat {

    private final LocalModel model;
    private final Path file;
    private final LocalWorkers workers;
    private final ModelProfile profile;

    LocalChatModel(LocalModel model, Path file, LocalWorkers workers) {
        this(model, file, workers, ModelProfile.empty());
    }

    LocalChatModel(LocalModel model, Path file, LocalWorkers workers, ModelProfile profile) {
        this.model = model;
        this.file = file;
        this.workers = workers;
        this.profile = profile;
    }

    @Override
    public Optional<PromptShape> shape(String promptDigest) {
        return profile.shape(promptDigest);
    }

    @Override
    public Runnable start(ChatRequest request, StreamingChatResponseHandler handler) {
        HandlerListener listener = new HandlerListener(model.id(), handler);
        try {
            Runnable cancel = workers.ask(model, file, Conversation.ask(workers.nextId(), request), listener);
            listener.onCancel(cancel);
            return cancel;
        } catch (IllegalArgumentException e) {
            handler.onError(e);
            return () -> {};
        }
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        start(request, handler);
    }

    /** Waits for the whole reply; to be called where waiting is allowed. */
    @Override
    public ChatResponse doChat(ChatRequest request) {
        CompletableFuture<ChatResponse> reply = new CompletableFuture<>();
        start(request, new StreamingChatResponseHandler() {
            @Override
            public void onCompleteResponse(ChatResponse response) {
                reply.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                reply.completeExceptionally(error);
            }
        });
        try {
            return reply.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return SeededRequestParameters.builder().build();
    }

    @Override
    public List<ChatModelListener> listeners() {
        return List.of();
    }

    @Override
    public ModelProvider provider() {
        return ModelProvider.OTHER;
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
    }
}
