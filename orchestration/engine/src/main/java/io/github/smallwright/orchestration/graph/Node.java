package io.github.smallwright.orchestration.graph;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A member of a {@link Scope}. */
public sealed interface Node {

    /** Place in its scope's list. */
    int index();

    /** The declared name; for a loop its target's name. */
    String name();

    /**
     * A node that asks one agent.
     *
     * @param agent who does the work
     * @param gates what judges each candidate, in file order
     * @param feedback agents whose remarks inform a further attempt
     * @param attempts attempts per model of the cascade, at least 1
     * @param retries attempts that replace interrupted ones and do not count, at least 0
     * @param timeout limit of one call, from when it is sent
     * @param deadline limit of the whole node, from when it is ready
     * @param otherwise what to do when no attempt is left
     */
    record AgentNode(
            int index,
            String name,
            AgentUse agent,
            List<GateUse> gates,
            List<AgentUse> feedback,
            int attempts,
            int retries,
            Duration timeout,
            Duration deadline,
            Otherwise otherwise)
            implements Node {
        public AgentNode {
            gates = List.copyOf(gates);
            feedback = List.copyOf(feedback);
        }
    }

    /**
     * A loop, one node in the scope around it.
     *
     * @param max rounds in total, at least 1
     * @param body what one round runs; its target is the node with an edge from {@link Edge#START}
     * @param backs edges of the body that start the next round
     * @param exits for each edge of the body that leaves it, the edge of the scope around that takes its token
     */
    record LoopNode(int index, String name, int max, Scope body, List<Integer> backs, Map<Integer, Integer> exits)
            implements Node {
        public LoopNode {
            backs = List.copyOf(backs);
            exits = Map.copyOf(exits);
        }
    }

    /** What happens when a node has no attempt left. */
    enum Otherwise {
        ABSTAIN,
        FAIL,
        BEST
    }
}
