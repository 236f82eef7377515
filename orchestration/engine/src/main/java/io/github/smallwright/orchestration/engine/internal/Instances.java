package io.github.smallwright.orchestration.engine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.smallwright.orchestration.graph.Node;
import io.github.smallwright.tools.ToolResult;
import io.github.smallwright.tools.ToolSpec;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What goes into the instances of maps and called graphs, and what comes out of a map. */
final class Instances {

    private Instances() {}

    /**
     * The list of a map, or the inputs of a graph that is called.
     *
     * @throws IllegalArgumentException if there is no such value or it is of a wrong kind
     */
    static JsonNode prepare(Values values, NodeState node) {
        if (node.node instanceof Node.MapNode map) {
            JsonNode list = value(values, node, map.each());
            if (!list.isArray()) {
                throw new IllegalArgumentException("'each: %s' is no list: %s".formatted(map.each(), start(list)));
            }
            return list;
        }
        if (node.node instanceof Node.ToolNode call) {
            return given(values, node, open(values, node, call.with(), false));
        }
        Node.SubgraphNode call = (Node.SubgraphNode) node.node;
        return call.graph().complete(given(values, node, call.with()));
    }

    /** Those of the paths that are secret, or those that are not: secrets are looked up when the tool is called. */
    private static Map<String, String> open(Values values, NodeState node, Map<String, String> with, boolean secret) {
        Map<String, String> some = new HashMap<>(with);
        some.values().removeIf(path -> values.isSecret(node, path) != secret);
        return some;
    }

    private static ObjectNode given(Values values, NodeState at, Map<String, String> with) {
        ObjectNode given = JsonNodeFactory.instance.objectNode();
        with.forEach((name, path) -> given.set(name, value(values, at, path)));
        return given;
    }

    /** What a tool is given: text as it is, any other value as JSON. */
    static Map<String, String> arguments(Values values, NodeState node) {
        Map<String, String> arguments = new HashMap<>();
        ObjectNode all = (ObjectNode) Values.parse(values.content(node.prepared));
        Map<String, String> with = ((Node.ToolNode) node.node).with();
        all.setAll(given(values, node, open(values, node, with, true)));
        all.properties()
                .forEach(entry -> arguments.put(
                        entry.getKey(),
                        entry.getValue().isTextual()
                                ? entry.getValue().textValue()
                                : entry.getValue().toString()));
        return arguments;
    }

    /** The result, or a failure if it is not the JSON that the tool says it yields. */
    static ToolResult readable(Node.ToolNode call, ToolResult result) {
        if (result instanceof ToolResult.Done done && call.tool().spec().yields() == ToolSpec.Yield.JSON) {
            try {
                Values.parse(done.content());
            } catch (IllegalStateException e) {
                return new ToolResult.Failed("its result is no JSON");
            }
        }
        return result;
    }

    private static JsonNode value(Values values, NodeState at, String path) {
        return values.json(at, path)
                .orElseThrow(() -> new IllegalArgumentException("'%s' has no value here".formatted(path)));
    }

    private static String start(JsonNode value) {
        String text = value.toString();
        return text.length() > 60 ? text.substring(0, 60) + " …" : text;
    }

    /** The results of a map in the order of its list. */
    static ArrayNode collect(Values values, NodeState node) {
        Node.MapNode map = (Node.MapNode) node.node;
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        Items items = node.items;
        for (int item = 0; items != null && item < items.count; item++) {
            String digest = items.digests[item];
            JsonNode value =
                    digest == null ? null : values.artefact(map.body().nodes().get(0), digest);
            if (!map.partial()) {
                list.add(value);
                continue;
            }
            ObjectNode entry = list.addObject()
                    .put("index", item)
                    .put("end", items.ends[item].name().toLowerCase(Locale.ROOT));
            if (value != null) {
                entry.set("value", value);
            }
        }
        return list;
    }
}
