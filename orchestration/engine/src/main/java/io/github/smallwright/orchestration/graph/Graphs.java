package io.github.smallwright.orchestration.graph;

import java.nio.file.Path;

/** Loads graphs with whatever sandbox and model providers are on the class path. */
public final class Graphs {

    private Graphs() {}

    /**
     * Reads and resolves a file.
     *
     * @throws GraphException with all problems
     */
    public static AgentGraph load(Path file) {
        return new Resolver(Resolving.defaults()).load(file).graph();
    }
}
