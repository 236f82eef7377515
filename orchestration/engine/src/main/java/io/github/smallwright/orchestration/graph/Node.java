package io.github.smallwright.orchestration.graph;

import io.github.smallwright.tools.Tool;
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
     * @param exits edges of the body that leave the loop
     */
    record LoopNode(int index, String name, int max, Scope body, List<Integer> backs, List<Exit> exits)
            implements Node {

        /**
         * An edge that leaves the loop.
         *
         * @param inside its index in the body
         * @param outside the index of the edge of the scope around that takes its token
         * @param catching whether it catches an end of its source and so ends the loop even if another round is wanted
         * @param rescue whether the end that it catches is that of this loop, exhausted
         */
        public record Exit(int inside, int outside, boolean catching, boolean rescue) {}

        public LoopNode {
            backs = List.copyOf(backs);
            exits = List.copyOf(exits);
        }
    }

    /**
     * A node, or a whole graph, run once for each item of a list.
     *
     * @param each path of the list, as in {@code input.topics}
     * @param parallel items under way at once, at least 1
     * @param partial whether items that end badly are reported in the list; otherwise the first ends the map
     * @param body the one node that each item runs
     */
    record MapNode(int index, String name, String each, int parallel, boolean partial, Scope body) implements Node {}

    /**
     * A call of another graph, which sees nothing but its inputs.
     *
     * @param with by input of that graph the path of its value here
     */
    record SubgraphNode(int index, String name, AgentGraph graph, Map<String, String> with) implements Node {
        public SubgraphNode {
            with = Map.copyOf(with);
        }
    }

    /**
     * A call of a tool, or of a function of the program around.
     *
     * @param with by parameter the path of its value here
     * @param timeout limit of the call
     */
    record ToolNode(int index, String name, Tool tool, Map<String, String> with, Duration timeout) implements Node {
        public ToolNode {
            with = Map.copyOf(with);
        }
    }

    /** What happens when a node has no attempt left. */
    enum Otherwise {
        ABSTAIN,
        FAIL,
        BEST
    }
}
