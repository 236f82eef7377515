package io.github.smallwright.orchestration.graph.internal;

import java.util.Map;

/** What the format will have and the engine has not: refused by name, never half-run. */
final class NotYet {

    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("planner", "use an agent"),
            Map.entry("function", "use 'tool: java:name'"),
            Map.entry("human", "use 'otherwise: abstain'"),
            Map.entry("samples", "use 'attempts'"),
            Map.entry("replan", "use 'attempts'"),
            Map.entry("licences", "check the models' cards yourself"));

    private NotYet() {}

    static boolean has(String key) {
        return KEYS.containsKey(key);
    }

    static String refusal(String key) {
        return "'" + key + "' is not there yet; " + KEYS.get(key);
    }
}
