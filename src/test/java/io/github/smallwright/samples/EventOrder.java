package io.github.smallwright.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** What holds for the events of every run, whatever its models say. */
final class EventOrder {

    private static final Set<String> ENDS_OF_CALLS = Set.of("Replied", "CallFailed", "TimedOut");

    private EventOrder() {}

    /** A run starts once and ends once; each call that is sent ends once, each node ends once. */
    static void check(List<JsonNode> events) {
        assertThat(name(events.get(0))).isEqualTo("RunStarted");
        assertThat(name(events.get(events.size() - 1))).isEqualTo("RunEnded");
        Set<JsonNode> open = new HashSet<>();
        Set<JsonNode> seen = new HashSet<>();
        Set<String> ended = new HashSet<>();
        for (JsonNode event : events) {
            JsonNode task = event.path("task");
            if (name(event).equals("Asked")) {
                assertThat(seen.add(task)).as("asked twice: %s", task).isTrue();
                open.add(task);
            } else if (ENDS_OF_CALLS.contains(name(event))) {
                assertThat(open.remove(task)).as("not open: %s", event).isTrue();
            } else if (name(event).equals("NodeEnded")) {
                String node = event.path("scope").asText() + event.path("node").asText();
                assertThat(ended.add(node)).as("ended twice: %s", event).isTrue();
            }
        }
        assertThat(open).as("calls without an end").isEmpty();
        assertThat(seen).isNotEmpty();
        assertThat(events).filteredOn(event -> name(event).equals("RunEnded")).hasSize(1);
    }

    static String sha256(String text) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String name(JsonNode event) {
        return event.path("event").asText();
    }
}
