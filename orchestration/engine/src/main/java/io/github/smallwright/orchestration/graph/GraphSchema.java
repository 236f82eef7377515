package io.github.smallwright.orchestration.graph;

import io.github.smallwright.orchestration.graph.internal.SpecSchema;

/** The JSON Schema of graph files, for editors. It describes the form only: names are the resolver's part. */
public final class GraphSchema {

    private GraphSchema() {}

    /** The schema, draft 2020-12, made from the records that the reader uses. */
    public static String json() {
        return SpecSchema.generate().toPrettyString();
    }
}
