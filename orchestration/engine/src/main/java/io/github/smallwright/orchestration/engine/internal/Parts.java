package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.orchestration.graph.AgentUse;
import io.github.smallwright.orchestration.graph.GateUse;
import io.github.smallwright.orchestration.graph.Node;

/** The parts of a task that do not generate: {@code gate[name]} and {@code feedback[name]}. */
final class Parts {

    private static final String GATE = "gate[";
    private static final String FEEDBACK = "feedback[";

    /** The one re-ask for a reply that could not be read. */
    static final String REPAIR = "repair[1]";
    /** The call of a tool. */
    static final String CALL = "call";

    private Parts() {}

    static String gate(String name) {
        return GATE + name + "]";
    }

    static String feedback(String name) {
        return FEEDBACK + name + "]";
    }

    static boolean isGate(String part) {
        return part.startsWith(GATE);
    }

    static String name(String part) {
        return part.substring(part.indexOf('[') + 1, part.length() - 1);
    }

    static GateUse gateUse(Node.AgentNode node, String part) {
        String name = name(part);
        return node.gates().stream()
                .filter(gate -> gate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(node, part));
    }

    static AgentUse agent(Node.AgentNode node, String part) {
        if (isGate(part)) {
            if (gateUse(node, part) instanceof GateUse.Judge judge) {
                return judge.agent();
            }
            throw unknown(node, part);
        }
        String name = name(part);
        return node.feedback().stream()
                .filter(agent -> agent.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(node, part));
    }

    private static IllegalStateException unknown(Node node, String part) {
        return new IllegalStateException("Node '%s' has no part '%s'".formatted(node.name(), part));
    }
}
