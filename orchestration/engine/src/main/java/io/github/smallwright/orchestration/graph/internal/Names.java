package io.github.smallwright.orchestration.graph.internal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keys of the format, as the records' components give them. */
final class Names {

    private Names() {}

    /** Annotations are slow to read: the keys of a record's components by their names, once for each type. */
    private static final ClassValue<Map<String, String>> KEYS = new ClassValue<>() {
        @Override
        protected Map<String, String> computeValue(Class<?> type) {
            Map<String, String> keys = new HashMap<>();
            for (RecordComponent component : type.getRecordComponents()) {
                if (!component.getAccessor().isAnnotationPresent(JsonIgnore.class)) {
                    keys.put(component.getName(), readKey(component));
                }
            }
            return Map.copyOf(keys);
        }
    };

    /** The key of a component: its name in lower case with hyphens, unless annotated. */
    static String key(RecordComponent component) {
        String key = KEYS.get(component.getDeclaringRecord()).get(component.getName());
        return key == null ? readKey(component) : key;
    }

    private static String readKey(RecordComponent component) {
        @Nullable JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed != null ? renamed.value() : hyphenated(component.getName());
    }

    /** Whether a component does not stand in files. */
    static boolean ignored(RecordComponent component) {
        return !KEYS.get(component.getDeclaringRecord()).containsKey(component.getName());
    }

    static String hyphenated(String name) {
        return name.chars().noneMatch(Character::isUpperCase)
                ? name
                : name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** All keys from which a record is read. */
    static List<String> keys(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> !ignored(component))
                .map(Names::key)
                .toList();
    }

    /** The keys that stand in files: those of the written-out form only are left out. */
    static List<String> shown(Class<?> type) {
        return keys(type).stream()
                .filter(key -> !key.equals("plain") && !key.equals("path"))
                .toList();
    }

    static String known(Class<?> type) {
        return "a mapping with " + String.join(", ", shown(type));
    }
}
