package io.github.smallwright.orchestration.graph.internal;

import java.util.Map;

/** The type of a value that conditions and slots can read. */
sealed interface Shape {

    /** A single value. */
    enum Plain implements Shape {
        TEXT,
        YES_NO,
        WHOLE,
        NUMBER,
        ANY
    }

    /** Values by name; {@code name} is unique in the graph. */
    record Struct(String name, Map<String, Shape> fields) implements Shape {
        public Struct {
            fields = Map.copyOf(fields);
        }
    }
}
