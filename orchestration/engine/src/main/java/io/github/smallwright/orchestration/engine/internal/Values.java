package io.github.smallwright.orchestration.engine.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.smallwright.agents.Output;
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

    private final ObjectNode inputs;
    private final Map<String, String> contents;

    Values(ObjectNode inputs, Map<String, String> contents) {
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
        int dot = path.indexOf('.');
        String root = dot < 0 ? path : path.substring(0, dot);
        String rest = dot < 0 ? "" : path.substring(dot + 1);
        switch (root) {
            case "input" -> {
                return plain(inputs.get(rest));
            }
            case "feedback" -> {
                return Optional.of(feedback(at));
            }
            case "best" -> {
                return Optional.ofNullable(at.best).map(best -> cut(content(best.digest), BEST_CHARACTERS));
            }
            case "candidate" -> {
                return Optional.ofNullable(at.attempt).map(attempt -> content(attempt.digest));
            }
            case "round" -> {
                return Optional.of(Integer.toString(at.scope.round));
            }
            default -> {}
        }
        NodeState node;
        if (root.equals("last")) {
            ScopeState previous = at.scope.previous;
            int next = rest.indexOf('.');
            String name = next < 0 ? rest : rest.substring(0, next);
            node = previous == null ? null : Views.within(previous, name);
            rest = next < 0 ? "" : rest.substring(next + 1);
        } else {
            node = Views.find(at.scope, root);
        }
        if (node == null || node.digest == null) {
            return Optional.empty();
        }
        String text = content(node.digest);
        return rest.isEmpty() || rest.equals("text")
                ? Optional.of(text)
                : plain(parse(text).get(rest));
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
                case "input" -> all.set("input", inputs);
                case "round" -> all.put("round", scope.round);
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
        if (scope.previous != null) {
            for (NodeState node : scope.previous.nodes) {
                if (node.digest != null) {
                    last.set(node.node.name(), value(node));
                }
            }
        }
        return last;
    }

    private ObjectNode value(NodeState node) {
        String text = content(node.digest);
        boolean fields =
                node.node instanceof Node.AgentNode agent && agent.agent().output() instanceof Output.Fields;
        ObjectNode value =
                fields && parse(text) instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        return value.put("text", text);
    }
}
