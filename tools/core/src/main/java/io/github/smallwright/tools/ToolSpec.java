package io.github.smallwright.tools;

import java.util.Arrays;
import java.util.List;

/**
 * What a tool is called and what it takes.
 *
 * @param name as graphs and models name it: letters, digits, underscores and hyphens
 * @param description what it does, for a model or a person that may choose it
 * @param parameters in the order in which they are asked for
 * @param yields what its result is
 * @param idempotent whether a call whose outcome is not known may simply be made again
 */
public record ToolSpec(String name, String description, List<Parameter> parameters, Yield yields, boolean idempotent) {

    /** One parameter. */
    public record Parameter(String name, String description, boolean required) {}

    /** What a result is. */
    public enum Yield {
        TEXT,
        /** A list or an object of JSON. */
        JSON
    }

    public ToolSpec {
        parameters = List.copyOf(parameters);
        if (!name.matches("[A-Za-z][A-Za-z0-9_-]{0,63}")) {
            throw new IllegalArgumentException(
                    "Tool name '%s' is not a letter followed by letters, digits, _ or -".formatted(name));
        }
    }

    /** A tool without effects beyond its text, all of whose parameters are required. */
    public static ToolSpec of(String name, String... parameters) {
        List<Parameter> all = Arrays.stream(parameters)
                .map(parameter -> new Parameter(parameter, "", true))
                .toList();
        return new ToolSpec(name, "", all, Yield.TEXT, true);
    }

    /** This tool with another kind of result. */
    public ToolSpec yielding(Yield kind) {
        return new ToolSpec(name, description, parameters, kind, idempotent);
    }
}
