package io.github.smallwright.orchestration.engine.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.smallwright.orchestration.bus.Address;
import io.github.smallwright.orchestration.bus.Bus;
import io.github.smallwright.orchestration.engine.Run;
import io.github.smallwright.orchestration.graph.AgentGraph;
import io.github.smallwright.orchestration.graph.AgentUse;
import io.github.smallwright.orchestration.graph.Scope;
import io.github.smallwright.orchestration.journal.Journal;
import io.github.smallwright.orchestration.run.StopReason;
import io.github.smallwright.tools.Readiness;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Starts runs: serves the addresses that a graph needs, asks whether all is ready, and begins. */
public final class Launch {

    private static final Duration READY_LIMIT = Duration.ofSeconds(30);

    private final Journal journal;
    private final Bus bus;
    private final Endpoints endpoints;
    private final Scheduler clock;
    private final SplittableRandom random;
    private final Set<Address> served = ConcurrentHashMap.newKeySet();
    private final Map<Scope, List<Mono<Readiness>>> needs = Collections.synchronizedMap(new WeakHashMap<>());
    private final Clockwork clockwork;
    private volatile boolean closed;

    /** A launch with these parts. */
    public Launch(Journal journal, Bus bus, Endpoints endpoints, Scheduler clock, long seed) {
        this.journal = journal;
        this.bus = bus;
        this.endpoints = endpoints;
        this.clock = clock;
        this.clockwork = new Clockwork(clock);
        this.random = new SplittableRandom(seed);
    }

    /** Starts a run whose inputs have been checked. */
    public Run start(AgentGraph graph, ObjectNode inputs) {
        if (closed) {
            throw new IllegalStateException("This Smallwright is closed: it starts no more runs");
        }
        List<Mono<Readiness>> checks = needs.computeIfAbsent(graph.root(), this::prepare);
        long seed;
        String id;
        synchronized (random) {
            seed = random.nextLong();
            id = Long.toHexString(random.nextLong());
        }
        Runner run = new Runner(graph, id, inputs, journal, bus, endpoints, clock, seed);
        run.onEnd(() -> clockwork.forget(run));
        clockwork.watch(run);
        if (checks.isEmpty()) {
            run.start(null);
        } else {
            firstMissing(checks).map(Launch::refusal).doOnSuccess(run::start).subscribe();
        }
        return run;
    }

    /** What the graph's gates need here and do not have; empty if they can all work. */
    public Mono<Readiness.NotReady> missingForGates(AgentGraph graph) {
        return firstMissing(Needs.of(graph.root()).gateChecks());
    }

    private Mono<Readiness.NotReady> firstMissing(List<Mono<Readiness>> checks) {
        return Flux.fromIterable(checks)
                .concatMap(check -> check)
                .ofType(Readiness.NotReady.class)
                .next()
                .timeout(READY_LIMIT, clock)
                .onErrorResume(problem -> Mono.just(new Readiness.NotReady(
                        "Whether all is ready could not be found out: " + problem, "Try again")));
    }

    private static StopReason refusal(Readiness.NotReady missing) {
        return new StopReason(StopReason.Code.NOT_READY, "/", "%s. %s".formatted(missing.problem(), missing.remedy()));
    }

    private List<Mono<Readiness>> prepare(Scope root) {
        Needs found = Needs.of(root);
        for (AgentUse agent : found.agents()) {
            for (String model : agent.models()) {
                Address address = new Address(agent.name(), model);
                if (served.add(address)) {
                    Endpoint endpoint = endpoints.endpoint(model);
                    bus.serve(address, endpoint.slots(), endpoint.agent());
                }
            }
        }
        return found.checks(endpoints);
    }

    /** Cancels what goes on and starts nothing more. */
    public void close() {
        closed = true;
        clockwork.runs().forEach(run -> run.cancel("Smallwright was closed"));
        clockwork.stop();
    }
}
