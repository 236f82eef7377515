package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.agents.ModelCard;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The models that runs may use, by name, and the lanes that they share. Thread-safe. */
public final class Endpoints {

    private final Function<String, Endpoint> open;
    private final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    /** Endpoints that are opened when they are first named. */
    public Endpoints(Function<String, Endpoint> open) {
        this.open = open;
    }

    /** The endpoint of this model. */
    public Endpoint endpoint(String model) {
        Endpoint known = endpoints.get(model);
        return known == null ? endpoints.computeIfAbsent(model, open) : known;
    }

    ModelCard card(String model) {
        return endpoint(model).card();
    }

    String laneName(String model) {
        Endpoint endpoint = endpoint(model);
        if (!lanes.containsKey(endpoint.lane())) {
            lanes.putIfAbsent(endpoint.lane(), new Lane(endpoint.lane(), endpoint.slots()));
        }
        return endpoint.lane();
    }

    Lane lane(String name) {
        Lane lane = lanes.get(name);
        if (lane == null) {
            throw new IllegalStateException("Lane '%s' is not open".formatted(name));
        }
        return lane;
    }

    void forget(Runner run) {
        lanes.values().forEach(lane -> lane.forget(run));
    }
}
