package io.github.smallwright.orchestration.graph;

import io.github.smallwright.orchestration.graph.internal.SpecReader;
import java.nio.file.Path;

/** Reads graph files. */
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
}
