package io.github.smallwright.orchestration.graph.internal;

import io.github.smallwright.orchestration.graph.AgentGraph;
import io.github.smallwright.orchestration.graph.AgentUse;
import io.github.smallwright.orchestration.graph.GraphSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.Origin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** SHA-256 of what was declared, wherever it was declared. */
final class Digest {

    private Digest() {}

    static String of(GraphSpec spec, Collection<AgentUse> agents, Collection<AgentGraph> called) {
        GraphSpec placeless = new GraphSpec(
                spec.smallwright(),
                spec.graph(),
                spec.description(),
                spec.input(),
                spec.output(),
                spec.models(),
                spec.agents(),
                spec.nodes(),
                spec.edges(),
                spec.budget(),
                Origin.java("digest"));
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(placeless.toString().getBytes(StandardCharsets.UTF_8));
            for (AgentUse agent : agents) {
                sha.update((byte) 0);
                sha.update(agent.prompt().source().getBytes(StandardCharsets.UTF_8));
            }
            for (AgentGraph graph : called) {
                sha.update((byte) 1);
                sha.update(graph.digest().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
