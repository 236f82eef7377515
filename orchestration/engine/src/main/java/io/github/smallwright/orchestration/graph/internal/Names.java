package io.github.smallwright.orchestration.graph.internal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Keys of the format, as the records' components give them. */
final class Names {

    private Names() {}

    /** The key of a component: its name in lower case with hyphens, unless annotated. */
    static String key(RecordComponent component) {
        @Nullable JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed != null ? renamed.value() : hyphenated(component.getName());
    }

    /** Whether a component does not stand in files. */
    static boolean ignored(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(JsonIgnore.class);
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
