package io.github.smallwright;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.smallwright.agents.local.ModelStore;
import io.github.smallwright.tools.Language;
import io.github.smallwright.tools.Readiness;
import io.github.smallwright.tools.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;

/** What a test needs of the machine: without it the test is skipped, or fails where {@code SMALLWRIGHT_REQUIRE} says so. */
public final class Needs {

    private Needs() {}

    /** A sandbox that can jail Java and Python here. */
    public static void sandbox() {
        Sandbox sandbox = ServiceLoader.load(Sandbox.class).findFirst().orElse(Sandbox.none());
        for (Language language : List.of(Language.JAVA, Language.PYTHON)) {
            Readiness ready = sandbox.ready(language).block(Duration.ofSeconds(30));
            need("sandbox", ready instanceof Readiness.Ready, "missing: a sandbox for " + language + ": " + ready);
        }
    }

    /** These models in the user's store. */
    public static void models(String... ids) {
        ModelStore store = ModelStore.user();
        for (String id : ids) {
            need(
                    "models",
                    store.path(id).isPresent(),
                    "missing: the model " + id + "; run ./smallwright models fetch " + id);
        }
    }

    private static void need(String what, boolean there, String missing) {
        String required = System.getenv().getOrDefault("SMALLWRIGHT_REQUIRE", "");
        if (!there && List.of(required.split("\\s*,\\s*")).contains(what)) {
            throw new AssertionError(missing);
        }
        assumeTrue(there, missing);
    }
}
