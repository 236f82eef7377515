package io.github.smallwright.orchestration.cli;

import io.github.smallwright.agents.ModelProvider;
import io.github.smallwright.orchestration.engine.Smallwright;
import io.github.smallwright.orchestration.graph.AgentGraph;
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

    static AgentGraph load(Path file, Smallwright smallwright) {
        return smallwright.load(file);
    }
}
