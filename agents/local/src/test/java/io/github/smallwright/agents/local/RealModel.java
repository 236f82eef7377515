package io.github.smallwright.agents.local;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;

/** The smallest model of the catalogue, for tests. */
final class RealModel {

    static final String ID = "smollm2-135m";

    private RealModel() {}

    /** The user's store with the model in it; without it the test is skipped, or fails where the environment requires it. */
    static ModelStore store() {
        ModelStore store = ModelStore.user();
        boolean there = store.path(ID).isPresent();
        String missing = "missing: the model file; run ./smallwright models fetch " + ID;
        String required = System.getenv().getOrDefault("SMALLWRIGHT_REQUIRE", "");
        if (!there && List.of(required.split("\\s*,\\s*")).contains("models")) {
            throw new AssertionError(missing);
        }
        assumeTrue(there, missing);
        return store;
    }

    static Path file() {
        return store().path(ID).orElseThrow();
    }
}
