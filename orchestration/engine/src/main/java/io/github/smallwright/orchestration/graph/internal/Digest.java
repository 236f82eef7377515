package io.github.smallwright.orchestration.graph.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.smallwright.orchestration.graph.AgentGraph;
import io.github.smallwright.orchestration.graph.AgentUse;
import io.github.smallwright.orchestration.graph.GraphSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** SHA-256 of what was declared, wherever it was declared: its form as a file with the prompts' texts, and the graphs called. */
final class Digest {

    private Digest() {}

    static String of(GraphSpec spec, Collection<AgentUse> agents, Collection<AgentGraph> called) {
        ObjectNode declared = SpecWriter.tree(spec);
        declared.path("agents").forEach(agent -> ((ObjectNode) agent).remove("prompt"));
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(declared.toString().getBytes(StandardCharsets.UTF_8));
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
