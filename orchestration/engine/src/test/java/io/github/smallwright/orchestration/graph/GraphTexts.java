package io.github.smallwright.orchestration.graph;

import io.github.smallwright.orchestration.graph.internal.MissingSandbox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Graphs and surroundings that the tests share. */
final class GraphTexts {

    private GraphTexts() {}

    static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(GraphTexts.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Knows every model but {@code local:missing}. */
    static Resolver resolver() {
        return new Resolver(new Resolving(
                new MissingSandbox(),
                model -> model.equals("local:missing")
                        ? Optional.of("Model 'missing' is not known to local; known models: s, l")
                        : Optional.empty(),
                Map.of(),
                Map.of()));
    }

    static Resolver.Resolved resolve(Path folder, String yaml) throws IOException {
        Path file = folder.resolve("graph.yaml");
        Files.writeString(file, yaml, StandardCharsets.UTF_8);
        return resolver().load(file);
    }
}
