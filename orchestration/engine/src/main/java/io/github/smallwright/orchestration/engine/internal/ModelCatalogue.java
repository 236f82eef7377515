package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.agents.Agent;
import io.github.smallwright.agents.Model;
import io.github.smallwright.agents.ModelAgent;
import io.github.smallwright.agents.ModelCard;
import io.github.smallwright.agents.ModelProvider;
import io.github.smallwright.agents.TokenCounter;
import io.github.smallwright.tools.Readiness;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Where the models of a process come from: handed over in Java, or opened by a provider. */
public final class ModelCatalogue implements AutoCloseable {

    private final Map<String, Model> models;
    private final Map<String, Agent> agents;
    private final List<ModelProvider> providers;
    private final Scheduler clock;

    /** A catalogue over these. */
    public ModelCatalogue(
            Map<String, Model> models, Map<String, Agent> agents, List<ModelProvider> providers, Scheduler clock) {
        this.clock = clock;
        this.models = Map.copyOf(models);
        this.agents = Map.copyOf(agents);
        this.providers = List.copyOf(providers);
    }

    /** Why the model can never be had here; empty if it may be. */
    public Optional<String> refusal(String name) {
        if (models.containsKey(name) || agents.containsKey(name)) {
            return Optional.empty();
        }
        return provider(name).map(provider -> provider.refusal(id(name))).orElseGet(() -> Optional.of(unknown(name)));
    }

    private String unknown(String name) {
        TreeSet<String> known = new TreeSet<>(models.keySet());
        known.addAll(agents.keySet());
        providers.forEach(provider -> known.add(provider.scheme() + ":…"));
        return "Model '%s' is not known; known: %s".formatted(name, known.isEmpty() ? "none" : known);
    }

    /** The model's endpoint. */
    public Endpoint open(String name) {
        Agent agent = agents.get(name);
        if (agent != null) {
            return new Endpoint(
                    agent, ModelCard.named(name), name, Integer.MAX_VALUE, TokenCounter.bytes(), Endpoint.READY);
        }
        Model model = models.get(name);
        if (model != null) {
            return endpoint(model, Endpoint.READY);
        }
        ModelProvider provider = provider(name).orElseThrow(() -> new IllegalArgumentException(unknown(name)));
        return endpoint(provider.open(id(name)), provider.ready(id(name)));
    }

    private Endpoint endpoint(Model model, Mono<Readiness> ready) {
        Agent guarded = new GuardedAgent(new ModelAgent(model), model.name(), clock);
        return new Endpoint(guarded, model.card(), model.lane(), model.slots(), model.counter(), ready);
    }

    private Optional<ModelProvider> provider(String name) {
        return providers.stream()
                .filter(provider -> name.startsWith(provider.scheme() + ":"))
                .findFirst();
    }

    private static String id(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    @Override
    public void close() {
        providers.forEach(ModelProvider::close);
    }
}
