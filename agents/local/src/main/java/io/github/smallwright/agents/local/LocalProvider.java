package io.github.smallwright.agents.local;

import io.github.smallwright.agents.Model;
import io.github.smallwright.agents.ModelProfile;
import io.github.smallwright.agents.ModelProvider;
import io.github.smallwright.agents.local.internal.Conversation;
import io.github.smallwright.agents.local.internal.LocalWorkers;
import io.github.smallwright.agents.local.internal.WorkerConfig;
import io.github.smallwright.tools.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Opens {@code local:} models, all on the lane {@code local} with one slot. Closing ends their worker processes. */
public final class LocalProvider implements ModelProvider {

    private final ModelStore store;
    private final LocalWorkers workers;

    /** A provider of the user's store; what {@link java.util.ServiceLoader} calls. */
    public LocalProvider() {
        this(ModelStore.user());
    }

    /** A provider of that store. */
    public LocalProvider(ModelStore store) {
        this(store, new LocalWorkers(WorkerConfig.defaults()));
    }

    LocalProvider(ModelStore store, LocalWorkers workers) {
        this.store = store;
        this.workers = workers;
    }

    @Override
    public String scheme() {
        return "local";
    }

    @Override
    public Optional<String> refusal(String id) {
        return store.refusal(id);
    }

    @Override
    public Mono<Readiness> ready(String id) {
        return Mono.fromSupplier(() -> {
            Optional<String> refusal = refusal(id);
            if (refusal.isPresent()) {
                return new Readiness.NotReady(refusal.get(), "Run: smallwright models list");
            }
            return store.path(id).isPresent()
                    ? Readiness.ready()
                    : new Readiness.NotReady(
                            "Model 'local:%s' has not been fetched".formatted(id),
                            "Run: smallwright models fetch " + id);
        });
    }

    /** Where the model's {@link ModelProfile} lies: beside its file. Read when the model is opened. */
    public Path profile(String id) {
        LocalModel model = known(id);
        return store.folder().resolve(model.file() + ".profile.json");
    }

    private LocalModel known(String id) {
        return store.card(id)
                .orElseThrow(() -> new IllegalArgumentException(refusal(id).orElse(id)));
    }

    private static ModelProfile read(Path file) {
        try {
            return ModelProfile.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException if the id is refused */
    @Override
    public Model open(String id) {
        LocalModel model = known(id);
        Path file = store.folder().resolve(model.file());
        return new Model(
                "local:" + id,
                new LocalChatModel(model, file, workers, read(profile(id))),
                model.card(),
                "local",
                1,
                turns -> workers.count(model, file, Conversation.chats(turns)));
    }

    @Override
    public void close() {
        workers.close();
    }
}
