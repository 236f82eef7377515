package io.github.smallwright.agents;

import io.github.smallwright.tools.Language;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shape of what an agent yields. */
public sealed interface Output {

    /** The whole reply, trimmed. */
    record Text() implements Output {}

    /** The first fenced block of the reply, else the whole reply; never put into JSON. */
    record Code(Language language) implements Output {}

    /**
     * A flat JSON object.
     *
     * @param fields by name, in the order in which the model writes them; at least one
     */
    record Fields(Map<String, FieldType> fields) implements Output {
        public Fields {
            if (fields.isEmpty()) {
                throw new IllegalArgumentException("fields must not be empty");
            }
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /** The type of one field. */
    sealed interface FieldType {
        /** Whether the field may be left out. */
        boolean optional();

        /**
         * Reads a type as graph files write it: {@code text}, {@code text 80}, {@code none | wrong | risky},
         * {@code yes/no}, {@code number}, {@code integer}, each with {@code optional} before it if it may be left out. A
         * text without a length has at most 200 characters.
         *
         * @throws IllegalArgumentException naming what was written and what is legal
         */
        static FieldType of(String written) {
            return FieldTypeReader.read(written);
        }

        /** A string of at most {@code maxLength} characters. */
        record Text(int maxLength, boolean optional) implements FieldType {}

        /** One of the named values. */
        record Choice(List<String> values, boolean optional) implements FieldType {
            public Choice {
                values = List.copyOf(values);
            }
        }

        /** True or false. */
        record YesNo(boolean optional) implements FieldType {}

        /** A number; {@code whole} if it has no fraction. */
        record Numeric(boolean whole, boolean optional) implements FieldType {}
    }
}
