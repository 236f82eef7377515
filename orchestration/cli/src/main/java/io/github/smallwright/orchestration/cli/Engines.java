package io.github.smallwright.orchestration.cli;

import io.github.smallwright.agents.ModelProvider;
import io.github.smallwright.orchestration.engine.Smallwright;
import io.github.smallwright.orchestration.graph.AgentGraph;
import io.github.smallwright.orchestration.graph.Resolver;
import io.github.smallwright.orchestration.graph.Resolving;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/** The engine as the command uses it: with every provider and the sandbox on the class path. */
final class Engines {

    private Engines() {}

    static Smallwright open(Optional<Long> seed) {
        Smallwright.Builder builder = Smallwright.builder().providers(ServiceLoader.load(ModelProvider.class));
        seed.ifPresent(builder::seed);
        return builder.build();
    }

    /** The resolved graph; warnings go to standard error. */
    static AgentGraph load(Path file, Smallwright smallwright) {
        Resolver.Resolved resolved =
                new Resolver(Resolving.defaults().withModelRefusal(smallwright::refusal)).load(file);
        resolved.warnings().forEach(warning -> System.err.println("warning: " + warning));
        return resolved.graph();
    }
}
