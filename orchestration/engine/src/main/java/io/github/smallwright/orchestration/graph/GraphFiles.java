package io.github.smallwright.orchestration.graph;

import io.github.smallwright.orchestration.graph.internal.SpecReader;
import io.github.smallwright.orchestration.graph.internal.SpecWriter;
import java.nio.file.Path;

/** Reads and writes graph files. */
public final class GraphFiles {

    private GraphFiles() {}

    /**
     * Reads a graph from YAML, or from JSON if the name ends in {@code .json}. Names are not looked up: that is the
     * resolver's part.
     *
     * @throws GraphException with everything that is wrong with the file's form
     */
    public static GraphSpec read(Path file) {
        SpecReader.Reading reading = SpecReader.read(file);
        reading.problems().raise();
        return reading.spec();
    }

    /**
     * The graph as YAML in its short forms. What was handed over in Java stands there as {@code java:name}; resolved with the
     * same surroundings it becomes the same graph.
     */
    public static String write(GraphSpec spec) {
        return SpecWriter.yaml(spec);
    }
}
