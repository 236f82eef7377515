package io.github.smallwright.tools;

/** What became of a {@link ToolCall}. */
public sealed interface ToolResult {

    /** It was done. {@code content} is a text, or JSON if the tool says so. */
    record Done(String content) implements ToolResult {}

    /** It could not be done; {@code problem} says why, for a person. */
    record Failed(String problem) implements ToolResult {}
}
