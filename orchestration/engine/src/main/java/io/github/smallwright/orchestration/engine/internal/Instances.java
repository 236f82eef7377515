package io.github.smallwright.orchestration.engine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.smallwright.orchestration.graph.Node;
import java.util.Locale;

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
        Node.SubgraphNode call = (Node.SubgraphNode) node.node;
        ObjectNode inputs = JsonNodeFactory.instance.objectNode();
        call.with().forEach((input, path) -> inputs.set(input, value(values, node, path)));
        return call.graph().complete(inputs);
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
