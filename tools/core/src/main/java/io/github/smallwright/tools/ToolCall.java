package io.github.smallwright.tools;

import java.util.Map;

/**
 * One call of a {@link Tool}.
 *
 * @param id the same when the same call is made again, as after a restart: what has been done under it need not be done again
 * @param arguments by parameter; text as it is, any other value as JSON
 */
public record ToolCall(String id, Map<String, String> arguments) {
    public ToolCall {
        arguments = Map.copyOf(arguments);
    }
}
