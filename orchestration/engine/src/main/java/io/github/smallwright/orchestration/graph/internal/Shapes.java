package io.github.smallwright.orchestration.graph.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import io.github.smallwright.agents.Output;
import io.github.smallwright.orchestration.graph.Node;
import io.github.smallwright.orchestration.graph.Scope;
import io.github.smallwright.orchestration.graph.internal.Shape.Plain;
import io.github.smallwright.orchestration.graph.internal.Shape.Struct;
import io.github.smallwright.tools.ToolSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns shapes into types of CEL, and values of a shape into values of CEL. */
final class Shapes {

    private Shapes() {}

    /** What can be read of a node or a reply with this output. */
    static Struct of(String name, Output output) {
        Map<String, Shape> fields = new LinkedHashMap<>();
        fields.put("text", Plain.TEXT);
        if (output instanceof Output.Fields declared) {
            declared.fields().forEach((field, type) -> fields.put(field, plain(type)));
        }
        return new Struct(name, fields);
    }

    /** What can be read of a map: its list, as {@code items} and as JSON text. */
    static Struct list(String name) {
        return new Struct(name, Map.of("text", Plain.TEXT, "items", Plain.ANY));
    }

    /** What can be read of what the node of this name in the scope makes. */
    static Struct of(String name, Scope scope, String node) {
        Node.LoopNode loop = scope.loopAround(node);
        if (loop != null) {
            return of(name, loop.body(), node);
        }
        Node made = scope.node(node);
        if (made instanceof Node.AgentNode agent) {
            return of(name, agent.agent().output());
        } else if (made instanceof Node.SubgraphNode call) {
            return of(name, call.graph().root(), call.graph().output());
        }
        return made instanceof Node.ToolNode tool && tool.tool().spec().yields() == ToolSpec.Yield.TEXT
                ? of(name, new Output.Text())
                : list(name);
    }

    static Plain input(String type) {
        return switch (type) {
            case "number" -> Plain.NUMBER;
            case "boolean" -> Plain.YES_NO;
            case "json" -> Plain.ANY;
            default -> Plain.TEXT;
        };
    }

    private static Plain plain(Output.FieldType type) {
        if (type instanceof Output.FieldType.YesNo) {
            return Plain.YES_NO;
        }
        if (type instanceof Output.FieldType.Numeric numeric) {
            return numeric.whole() ? Plain.WHOLE : Plain.NUMBER;
        }
        return Plain.TEXT;
    }

    static CelType cel(Shape shape, Map<String, CelType> structs) {
        if (shape instanceof Struct struct) {
            ImmutableMap.Builder<String, CelType> types = ImmutableMap.builder();
            struct.fields().forEach((field, inner) -> types.put(field, cel(inner, structs)));
            ImmutableMap<String, CelType> fields = types.buildOrThrow();
            CelType type =
                    StructType.create(struct.name(), fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
            structs.put(struct.name(), type);
            return type;
        }
        return switch ((Plain) shape) {
            case TEXT -> SimpleType.STRING;
            case YES_NO -> SimpleType.BOOL;
            case WHOLE -> SimpleType.INT;
            case NUMBER -> SimpleType.DOUBLE;
            case ANY -> SimpleType.DYN;
        };
    }

    /** The value for CEL; what a struct lacks stays missing, so that {@code has} can ask for it. */
    static Object value(Shape shape, JsonNode node) {
        if (shape instanceof Struct struct) {
            Map<String, Object> map = new HashMap<>();
            struct.fields().forEach((name, field) -> {
                JsonNode inner = node.path(name);
                if (!inner.isMissingNode() && !inner.isNull()) {
                    map.put(name, value(field, inner));
                }
            });
            return map;
        }
        return shape == Plain.NUMBER && node.isNumber() ? (Object) node.doubleValue() : plain(node);
    }

    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> map = new HashMap<>();
            node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
            return map;
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(element -> list.add(plain(element)));
            return list;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isIntegralNumber()) {
            return node.longValue();
        }
        return node.isNumber() ? (Object) node.doubleValue() : node.asText();
    }
}
