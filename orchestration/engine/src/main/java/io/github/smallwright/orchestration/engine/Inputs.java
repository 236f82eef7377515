package io.github.smallwright.orchestration.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a run is given, by name. Immutable. */
public final class Inputs {

    private final ObjectNode values;

    private Inputs(ObjectNode values) {
        this.values = values;
    }

    /** No inputs. */
    public static Inputs none() {
        return new Inputs(JsonNodeFactory.instance.objectNode());
    }

    /** One input; more with {@link #and}. */
    public static Inputs of(String name, String value) {
        return none().and(name, value);
    }

    /** The inputs of a JSON object, copied. */
    public static Inputs from(ObjectNode values) {
        return new Inputs(values.deepCopy());
    }

    /** These inputs and one more, which replaces one of the same name. */
    public Inputs and(String name, String value) {
        ObjectNode more = values.deepCopy();
        more.put(name, value);
        return new Inputs(more);
    }

    /** A copy as a JSON object. */
    public ObjectNode toJson() {
        return values.deepCopy();
    }
}
