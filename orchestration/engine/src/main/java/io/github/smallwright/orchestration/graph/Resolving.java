package io.github.smallwright.orchestration.graph;

import io.github.smallwright.agents.Gate;
import io.github.smallwright.agents.ModelProvider;
import io.github.smallwright.orchestration.graph.internal.MissingSandbox;
import io.github.smallwright.tools.Sandbox;
import io.github.smallwright.tools.Tool;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What the resolver needs to know of its surroundings.
 *
 * @param sandbox where the gates {@code compile} and {@code test} run code
 * @param modelRefusal for a model's name, as in {@code local:smollm2-135m}, why it can never be opened; empty if it may be
 * @param gates gates handed over in Java, by the name that follows {@code java:}
 * @param tools tools handed over in Java, likewise
 */
public record Resolving(
        Sandbox sandbox,
        Function<String, Optional<String>> modelRefusal,
        Map<String, Gate> gates,
        Map<String, Tool> tools) {

    public Resolving {
        gates = Map.copyOf(gates);
        tools = Map.copyOf(tools);
    }

    /** Whatever sandbox and model providers are on the class path. Without a sandbox its gates are not ready. */
    public static Resolving defaults() {
        Sandbox sandbox = ServiceLoader.load(Sandbox.class).findFirst().orElseGet(MissingSandbox::new);
        return new Resolving(sandbox, Resolving::refusal, Map.of(), Map.of());
    }

    /** These surroundings with another judgement on models. */
    public Resolving withModelRefusal(Function<String, Optional<String>> refusal) {
        return new Resolving(sandbox, refusal, gates, tools);
    }

    /** These surroundings with one tool more, by its own name. */
    public Resolving withTool(Tool tool) {
        Map<String, Tool> more = new HashMap<>(tools);
        more.put(tool.spec().name(), tool);
        return new Resolving(sandbox, modelRefusal, gates, more);
    }

    private static Optional<String> refusal(String model) {
        String scheme = model.substring(0, model.indexOf(':'));
        TreeSet<String> known = new TreeSet<>();
        for (ModelProvider provider : ServiceLoader.load(ModelProvider.class)) {
            try (provider) {
                known.add(provider.scheme());
                if (provider.scheme().equals(scheme)) {
                    return provider.refusal(model.substring(scheme.length() + 1));
                }
            }
        }
        return Optional.of("Provider '%s' is not known; known providers: %s"
                .formatted(scheme, known.isEmpty() ? "none" : String.join(", ", known)));
    }
}
