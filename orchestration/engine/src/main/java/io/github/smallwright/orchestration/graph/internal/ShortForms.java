package io.github.smallwright.orchestration.graph.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.smallwright.orchestration.graph.GraphSpec.EdgeSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.GateSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.InputSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.OutputSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.Place;
import java.util.Map;

/** Writes the short forms of the format out, so that each record is read from a mapping. */
final class ShortForms {

    /** By record the component that a plain string stands for. */
    static final Map<Class<?>, String> PLAIN =
            Map.of(InputSpec.class, "type", OutputSpec.class, "kind", GateSpec.class, "plain", EdgeSpec.class, "path");

    private final Map<String, Place> places;

    ShortForms(Map<String, Place> places) {
        this.places = places;
    }

    JsonNode expand(JsonNode node, Class<?> type, String pointer) {
        String plain = PLAIN.get(type);
        if (plain != null && node.isTextual()) {
            return object().set(plain, node);
        }
        if (type == OutputSpec.class && node.isObject()) {
            move(node, pointer, pointer + "/fields");
            return object().set("fields", node);
        }
        if (type == EdgeSpec.class && node.isObject() && node.size() == 1) {
            String path = node.fieldNames().next();
            JsonNode settings = node.get(path);
            if (settings.isObject()) {
                move(settings, Pointers.child(pointer, path), pointer);
                return ((ObjectNode) settings).put("path", path);
            }
        }
        return node;
    }

    /** Lets the places below {@code from} be found below {@code to} as well. */
    private void move(JsonNode children, String from, String to) {
        children.fieldNames().forEachRemaining(key -> {
            copy(Pointers.child(from, key), Pointers.child(to, key));
            copy("key:" + Pointers.child(from, key), "key:" + Pointers.child(to, key));
        });
    }

    private void copy(String from, String to) {
        Place place = places.get(from);
        if (place != null) {
            places.putIfAbsent(to, place);
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
