package io.github.smallwright.agents;

/**
 * What calls used.
 *
 * @param promptTokens tokens read
 * @param replyTokens tokens written
 * @param estimated whether the figures are estimates, because the model did not report them
 */
public record Usage(long promptTokens, long replyTokens, boolean estimated) {

    public static final Usage NONE = new Usage(0, 0, false);

    /** Both sums; estimated if either is. */
    public Usage plus(Usage other) {
        return new Usage(
                promptTokens + other.promptTokens, replyTokens + other.replyTokens, estimated || other.estimated);
    }

    /** Tokens read and written. */
    public long tokens() {
        return promptTokens + replyTokens;
    }
}
