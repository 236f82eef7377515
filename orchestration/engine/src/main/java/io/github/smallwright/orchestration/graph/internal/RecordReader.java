package io.github.smallwright.orchestration.graph.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smallwright.orchestration.graph.GraphSpec.OutputSpec;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads records of the format from a tree. What is missing or of a wrong type is a problem and is read as empty, so that
 * the rest can still be checked.
 */
final class RecordReader {

    private final Problems problems;
    private final ShortForms shortForms;
    private final Object ignored;
    private final Map<Class<?>, List<String>> keys = new HashMap<>();

    /** {@code ignored} is the value of components that do not stand in files. */
    RecordReader(Problems problems, ShortForms shortForms, Object ignored) {
        this.problems = problems;
        this.shortForms = shortForms;
        this.ignored = ignored;
    }

    <R> R read(JsonNode node, Class<R> type, String pointer) {
        JsonNode mapping = shortForms.expand(node, type, pointer);
        if (!mapping.isObject()) {
            problems.add(pointer, Scalars.shown(node) + " is not a mapping", Names.known(type));
        } else {
            checkKeys(mapping, type, pointer);
        }
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> component(mapping, component, pointer))
                .toArray();
        return construct(type, components, values);
    }

    private void checkKeys(JsonNode mapping, Class<?> type, String pointer) {
        List<String> known = keys.computeIfAbsent(type, Names::keys);
        mapping.fieldNames().forEachRemaining(key -> {
            String at = Pointers.child(pointer, key);
            if (!known.contains(key)) {
                if (NotYet.has(key)) {
                    problems.addKey(at, NotYet.refusal(key), "");
                } else {
                    problems.unknownKey(at, "unknown key '" + key + "'", key, Names.shown(type));
                }
            }
        });
    }

    private Object component(JsonNode mapping, RecordComponent component, String pointer) {
        if (Names.ignored(component)) {
            return ignored;
        }
        String key = Names.key(component);
        JsonNode node = mapping.path(key);
        boolean absent = node.isMissingNode() || node.isNull();
        if (absent && required(component) && mapping.isObject()) {
            problems.addKey(pointer, "'" + key + "' is missing", Scalars.expected(component.getGenericType()));
        }
        return value(node, component.getGenericType(), Pointers.child(pointer, key));
    }

    private static boolean required(RecordComponent component) {
        return component.getType() != Optional.class && component.getDeclaringRecord() != OutputSpec.class;
    }

    private Object value(JsonNode node, Type type, String pointer) {
        boolean absent = node.isMissingNode() || node.isNull();
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == Optional.class) {
                return absent ? Optional.empty() : present(node, arguments[0], pointer);
            }
            return generic.getRawType() == List.class
                    ? list(node, arguments[0], pointer)
                    : map(node, arguments[1], pointer);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return read(node, plain, pointer);
        }
        return scalar(node, plain, pointer).orElseGet(() -> Scalars.empty(plain));
    }

    private Optional<?> present(JsonNode node, Type type, String pointer) {
        return type instanceof Class<?> plain && !plain.isRecord()
                ? scalar(node, plain, pointer)
                : Optional.of(value(node, type, pointer));
    }

    private Optional<Object> scalar(JsonNode node, Class<?> type, String pointer) {
        Optional<Object> value = Scalars.read(node, type);
        if (value.isEmpty() && !node.isMissingNode() && !node.isNull()) {
            problems.add(
                    pointer, Scalars.shown(node) + " does not fit '" + last(pointer) + "'", Scalars.expected(type));
        }
        return value;
    }

    private List<Object> list(JsonNode node, Type type, String pointer) {
        List<Object> list = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(element -> list.add(value(element, type, Pointers.child(pointer, list.size()))));
        } else if (!node.isMissingNode() && !node.isNull()) {
            problems.add(pointer, "'" + last(pointer) + "' is not a list", "a list in brackets or with dashes");
        }
        return list;
    }

    private Map<String, Object> map(JsonNode node, Type type, String pointer) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> map.put(
                            entry.getKey(), value(entry.getValue(), type, Pointers.child(pointer, entry.getKey()))));
        } else if (!node.isMissingNode() && !node.isNull()) {
            problems.add(pointer, "'" + last(pointer) + "' is not a mapping", "names with their values");
        }
        return map;
    }

    private static String last(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1)
                .replace("~1", "/")
                .replace("~0", "~");
    }

    private static <R> R construct(Class<R> type, RecordComponent[] components, Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("record " + type.getSimpleName() + " cannot be made from a file", e);
        }
    }
}
