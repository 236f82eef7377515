package io.github.smallwright.agents.local.internal;

import java.nio.file.Path;
import java.util.Map;

/** Finds the folder of the user's store. */
public final class StoreHome {

    private StoreHome() {}

    /** The folder that these environment variables ask for. */
    public static Path of(Map<String, String> environment) {
        String home = environment.getOrDefault("SMALLWRIGHT_HOME", "");
        if (!home.isBlank()) {
            return Path.of(home, "models");
        }
        Path cache = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
        Path caches = cache.isAbsolute() ? cache : Path.of(System.getProperty("user.home", "."), ".cache");
        return caches.resolve("smallwright").resolve("models");
    }
}
