package io.github.smallwright.orchestration.graph;

import java.util.Optional;

/**
 * One thing that is wrong with a graph.
 *
 * @param file the file as it was named to the reader
 * @param line counted from 1; 0 if the graph was declared in Java
 * @param column counted from 1; 0 if the graph was declared in Java
 * @param what what is wrong
 * @param expected what would be right; empty if {@code what} says it
 * @param nearest the known name that is most like the wrong one
 */
public record GraphProblem(String file, int line, int column, String what, String expected, Optional<String> nearest) {

    /** As in {@code graph.yaml:7:3: unknown key 'gate'; expected agent, gates; did you mean 'gates'?}. */
    @Override
    public String toString() {
        return file
                + (line > 0 ? ":" + line + ":" + column : "")
                + ": "
                + what
                + (expected.isEmpty() ? "" : "; expected " + expected)
                + nearest.map(name -> "; did you mean '" + name + "'?").orElse("");
    }
}
