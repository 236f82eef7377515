package io.github.smallwright.agents.local;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;

/** The smallest model of the catalogue, for tests. */
final class RealModel {

    static final String ID = "smollm2-135m";

    private RealModel() {}

    /** The user's store with the model in it; fetched if that is allowed, else the test is not run. */
    static ModelStore store() {
        ModelStore store = ModelStore.user();
        if (store.path(ID).isEmpty() && !"off".equals(System.getenv("SMALLWRIGHT_MODELS"))) {
            store.fetch(ID, FetchListener.silent()).block(Duration.ofMinutes(4));
        }
        assumeTrue(store.path(ID).isPresent(), "missing: the model file; run 'smallwright models fetch " + ID + "'");
        return store;
    }

    static Path file() {
        return store().path(ID).orElseThrow();
    }
}
