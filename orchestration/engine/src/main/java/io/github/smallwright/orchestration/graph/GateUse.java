package io.github.smallwright.orchestration.graph;

import io.github.smallwright.agents.Gate;
import java.util.Map;

/** A gate of a node. */
public sealed interface GateUse {

    /** Unique within the node. */
    String name();

    /** What its acceptance is worth. */
    Gate.Kind kind();

    /**
     * A gate that calls no model.
     *
     * @param arguments for each argument of the gate the path of the value that it gets, as in {@code input.tests}
     */
    record Check(Gate gate, Map<String, String> arguments) implements GateUse {
        @Override
        public String name() {
            return gate.name();
        }

        @Override
        public Gate.Kind kind() {
            return gate.kind();
        }
    }

    /**
     * An agent that is asked about the candidate.
     *
     * @param agent yields fields; its prompt sees <code>{{candidate}}</code>
     * @param accept must hold on {@code reply}; else the reply is the feedback of a Revise
     */
    record Judge(String name, AgentUse agent, Condition accept) implements GateUse {
        @Override
        public Gate.Kind kind() {
            return Gate.Kind.OPINION;
        }
    }
}
