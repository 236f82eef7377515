package io.github.smallwright.orchestration.engine.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.smallwright.orchestration.graph.AgentGraph;
import io.github.smallwright.orchestration.graph.Node;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What slots, arguments and conditions see: contents looked up through the state. */
final class Values {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FEEDBACK_CHARACTERS = 1_600;
    private static final int BEST_CHARACTERS = 6_000;

    private final AgentGraph graph;
    private final ObjectNode inputs;
    private final Map<String, String> contents;
    private @Nullable String parsedDigest;
    private JsonNode parsedValue = JsonNodeFactory.instance.nullNode();

    Values(AgentGraph graph, ObjectNode inputs, Map<String, String> contents) {
        this.graph = graph;
        this.inputs = inputs;
        this.contents = contents;
    }

    String content(@Nullable String digest) {
        String text = digest == null ? null : contents.get(digest);
        if (text == null) {
            throw new IllegalStateException("Content '%s' is not kept".formatted(digest));
        }
        return text;
    }

    /** The value of a path such as {@code input.topic} or {@code draft} where this node stands; empty if missing. */
    Optional<String> text(NodeState at, String path) {
        return switch (path) {
            case "feedback" -> Optional.of(feedback(at));
            case "best" -> Optional.ofNullable(at.best).map(best -> cut(content(best.digest), BEST_CHARACTERS));
            case "candidate" -> Optional.ofNullable(at.attempt).map(attempt -> content(attempt.digest));
            default -> json(at, path).flatMap(Values::plain);
        };
    }

    /** The value of a path such as {@code input.topics}, {@code item.name} or {@code draft} where this node stands. */
    Optional<JsonNode> json(NodeState at, String path) {
        String[] steps = path.split("\\.", -1);
        ScopeState scope = at.scope;
        JsonNode value;
        int next = 1;
        switch (steps[0]) {
            case "input" -> value = inputs(scope);
            case "round" -> value = IntNode.valueOf(Views.round(scope).round);
            case "index" -> value = IntNode.valueOf(Views.item(scope).item);
            case "item" -> value = item(Views.item(scope));
            case "last" -> {
                ScopeState previous = Views.round(scope).previous;
                value = previous == null ? null : done(Views.within(previous, steps[next++]));
            }
            default -> value = done(Views.find(scope, steps[0]));
        }
        if (steps.length == next + 1 && steps[next].equals("text") && value != null && value.isTextual()) {
            return Optional.of(value);
        }
        for (; value != null && next < steps.length; next++) {
            value = value.get(steps[next]);
        }
        return Optional.ofNullable(value).filter(found -> !found.isNull());
    }

    /** Whether the path leads to a secret input; only the run's own graph has such. */
    boolean isSecret(NodeState at, String path) {
        return at.scope.enclosingGraph().owner == null && graph.isSecret(path);
    }

    private ObjectNode inputs(ScopeState scope) {
        NodeState call = scope.enclosingGraph().owner;
        return call == null ? inputs : (ObjectNode) parsed(call.prepared);
    }

    private @Nullable JsonNode item(ScopeState scope) {
        return scope.owner == null ? null : parsed(scope.owner.prepared).get(scope.item);
    }

    private @Nullable JsonNode done(@Nullable NodeState node) {
        return node == null || node.digest == null ? null : artefact(node.node, node.digest);
    }

    /** What a node made: a list, an object of fields, or a text. */
    JsonNode artefact(Node node, String digest) {
        return Views.structured(node) ? parsed(digest) : TextNode.valueOf(content(digest));
    }

    /** Keeps what was parsed last: the items of a map all read the same list. */
    private JsonNode parsed(@Nullable String digest) {
        if (digest == null || !digest.equals(parsedDigest)) {
            parsedValue = parse(content(digest));
            parsedDigest = digest;
        }
        return parsedValue;
    }

    private String feedback(NodeState at) {
        Attempt of = at.best != null ? at.best : at.failed;
        if (of == null) {
            return "";
        }
        StringBuilder text = new StringBuilder(of.feedback);
        of.remarks.forEach(remark -> text.append('\n').append(content(remark)));
        return cut(text.toString(), FEEDBACK_CHARACTERS);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + " …";
    }

    private static Optional<String> plain(@Nullable JsonNode value) {
        return value == null || value.isNull()
                ? Optional.empty()
                : Optional.of(value.isValueNode() ? value.asText() : value.toString());
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A reply that was read before is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** What a condition at this place sees of these roots; what is missing is left out. */
    ObjectNode visible(ScopeState scope, Set<String> roots) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        for (String root : roots) {
            switch (root) {
                case "input" -> all.set("input", inputs(scope));
                case "round" -> all.put("round", Views.round(scope).round);
                case "last" -> all.set("last", last(scope));
                default -> {
                    NodeState node = Views.find(scope, root);
                    if (node != null && node.digest != null) {
                        all.set(root, value(node));
                    }
                }
            }
        }
        return all;
    }

    private ObjectNode last(ScopeState scope) {
        ObjectNode last = JsonNodeFactory.instance.objectNode();
        ScopeState previous = Views.round(scope).previous;
        if (previous != null) {
            last(previous, last);
        }
        return last;
    }

    private void last(ScopeState round, ObjectNode last) {
        for (NodeState node : round.nodes) {
            if (node.round != null && !node.round.closed()) {
                last(node.round, last);
            } else if (node.digest != null) {
                last.set(node.node.name(), value(node));
            }
        }
    }

    private ObjectNode value(NodeState node) {
        String text = content(node.digest);
        JsonNode artefact = artefact(node.node, String.valueOf(node.digest));
        ObjectNode value =
                artefact instanceof ObjectNode fields ? fields.deepCopy() : JsonNodeFactory.instance.objectNode();
        if (artefact.isArray()) {
            value.set("items", artefact);
        }
        return value.put("text", text);
    }
}
