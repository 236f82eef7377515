package io.github.smallwright.orchestration.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.smallwright.agents.Agent;
import io.github.smallwright.agents.Model;
import io.github.smallwright.agents.ModelProvider;
import io.github.smallwright.orchestration.bus.Bus;
import io.github.smallwright.orchestration.bus.InProcessBus;
import io.github.smallwright.orchestration.engine.internal.Endpoints;
import io.github.smallwright.orchestration.engine.internal.Launch;
import io.github.smallwright.orchestration.engine.internal.ModelCatalogue;
import io.github.smallwright.orchestration.graph.AgentGraph;
import io.github.smallwright.orchestration.journal.InMemoryJournal;
import io.github.smallwright.orchestration.journal.Journal;
import io.github.smallwright.tools.Readiness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ThreadLocalRandom;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Runs graphs with the models of this process. Thread-safe; closing cancels the runs under way and stops the models. */
public final class Smallwright implements AutoCloseable {

    private final ModelCatalogue models;
    private final Launch launch;

    private Smallwright(Builder builder) {
        models = new ModelCatalogue(builder.models, builder.agents, builder.providers, builder.clock);
        launch = new Launch(builder.journal, builder.bus, new Endpoints(models::open), builder.clock, builder.seed);
    }

    /** With the providers on the class path, a journal in memory and the system's clock. */
    public static Smallwright create() {
        return builder().providers(ServiceLoader.load(ModelProvider.class)).build();
    }

    /** With nothing but what is set. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts a run. Where a gate or a model is not ready, it fails before any model is called and says what to do.
     *
     * @throws IllegalArgumentException if an input is missing or unknown; the message lists all of them
     */
    public Run run(AgentGraph graph, Inputs inputs) {
        ObjectNode checked = graph.complete(inputs.toJson());
        return launch.start(graph, checked);
    }

    /**
     * What the graph's gates need here and do not have, found out without starting a run; empty if they can all work.
     * Never errors.
     */
    public Mono<Readiness.NotReady> missingForGates(AgentGraph graph) {
        return launch.missingForGates(graph);
    }

    /** Why no model of this name can ever be had here, or empty: what a resolver asks for each model of a graph. */
    public Optional<String> refusal(String model) {
        return models.refusal(model);
    }

    @Override
    public void close() {
        launch.close();
        models.close();
    }

    /** Collects what a {@link Smallwright} works with. */
    public static final class Builder {
        private final Map<String, Model> models = new LinkedHashMap<>();
        private final Map<String, Agent> agents = new LinkedHashMap<>();
        private final List<ModelProvider> providers = new ArrayList<>();
        private Journal journal = InMemoryJournal.create();
        private Bus bus = new InProcessBus();
        private Scheduler clock = Schedulers.parallel();
        private long seed = ThreadLocalRandom.current().nextLong();

        private Builder() {}

        /** A model handed over in Java; its name is what graphs call it by, as in {@code java:small}. */
        public Builder model(Model model) {
            models.put(model.name(), model);
            return this;
        }

        /** An agent handed over in Java instead of a model: graphs name it as a model, and its calls never queue. */
        public Builder agent(String model, Agent agent) {
            agents.put(model, agent);
            return this;
        }

        /** Providers of models; they are closed with the {@link Smallwright}. */
        public Builder providers(Iterable<? extends ModelProvider> more) {
            more.forEach(providers::add);
            return this;
        }

        /** Where facts are kept. */
        public Builder journal(Journal journal) {
            this.journal = journal;
            return this;
        }

        /** What carries the tasks. */
        public Builder bus(Bus bus) {
            this.bus = bus;
            return this;
        }

        /** The clock and timer of all runs, as in a virtual one for tests. */
        public Builder clock(Scheduler clock) {
            this.clock = clock;
            return this;
        }

        /** Makes run ids and the seeds of all calls repeatable. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /** The finished thing. */
        public Smallwright build() {
            return new Smallwright(this);
        }
    }
}
