package io.github.smallwright.agents;

/**
 * Names one piece of work of a run; a reply is applied once per id.
 *
 * @param run the run
 * @param scope path of the scope instance: "/" for the graph itself, "/draft#2" for a loop's second round
 * @param node the node within its scope
 * @param attempt counted from 1 through the whole cascade
 * @param part {@code generate}, {@code gate[name]} or {@code feedback[name]}
 */
public record TaskId(String run, String scope, String node, int attempt, String part) {

    /** The part of a task that makes the candidate. */
    public static final String GENERATE = "generate";

    public TaskId {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt must be >= 1, got " + attempt);
        }
    }

    /** Scope and node in one path, as in "/draft#2/review". */
    public String path() {
        return scope.endsWith("/") ? scope + node : scope + "/" + node;
    }

    @Override
    public String toString() {
        return run + path() + "/" + attempt + "/" + part;
    }
}
