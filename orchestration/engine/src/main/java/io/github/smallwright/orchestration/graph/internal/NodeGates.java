package io.github.smallwright.orchestration.graph.internal;

import io.github.smallwright.agents.Gate;
import io.github.smallwright.agents.Output;
import io.github.smallwright.agents.gates.Gates;
import io.github.smallwright.orchestration.graph.AgentUse;
import io.github.smallwright.orchestration.graph.GateUse;
import io.github.smallwright.orchestration.graph.GraphSpec.GateSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Resolves the gates of nodes. */
final class NodeGates {

    /** What judges a node's candidates, and who remarks on them. */
    record Resolved(List<GateUse> gates, List<AgentUse> feedback) {}

    private final Map<String, AgentUse> agents;
    private final Checked conditions;
    private final Slots slots;
    private final PlainGates plain;
    private final Paths paths;
    private final Problems problems;

    NodeGates(
            Map<String, AgentUse> agents,
            Checked conditions,
            Slots slots,
            PlainGates plain,
            Paths paths,
            Problems problems) {
        this.agents = agents;
        this.conditions = conditions;
        this.slots = slots;
        this.plain = plain;
        this.paths = paths;
        this.problems = problems;
    }

    Resolved of(String node, AgentUse agent, List<GateSpec> specs, String pointer) {
        List<GateUse> gates = new ArrayList<>();
        List<AgentUse> feedback = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < specs.size(); i++) {
            GateSpec spec = specs.get(i);
            String at = Pointers.child(pointer, i);
            if (!one(spec, at)) {
                continue;
            }
            if (spec.feedback().isPresent()) {
                asked(spec.feedback().get(), at + "/feedback").ifPresent(remarking -> {
                    slots.judging(remarking, node);
                    feedback.add(remarking);
                });
            } else if (spec.judge().isPresent()) {
                judge(node, agent, spec, at, names).ifPresent(gates::add);
            } else {
                check(node, agent, spec, at, names).ifPresent(gates::add);
            }
        }
        warnOfOrder(gates, pointer);
        return new Resolved(gates, feedback);
    }

    private boolean one(GateSpec spec, String pointer) {
        long given = Stream.of(
                        spec.plain(),
                        spec.test(),
                        spec.length(),
                        spec.pattern(),
                        spec.schema(),
                        spec.judge(),
                        spec.feedback())
                .filter(Optional::isPresent)
                .count();
        if (given != 1) {
            problems.add(
                    pointer,
                    given == 0 ? "the gate has no kind" : "the gate has more than one kind",
                    "one of compile, test, length, pattern, schema, judge, feedback");
        }
        if (spec.judge().isEmpty()) {
            spec.accept().ifPresent(x -> problems.addKey(pointer + "/accept", "'accept' belongs to a judge", "judge"));
        }
        return given == 1;
    }

    private Optional<AgentUse> asked(String name, String pointer) {
        if (!agents.containsKey(name)) {
            problems.unknown(pointer, "unknown agent '" + name + "'", name, agents.keySet());
        }
        return Optional.ofNullable(agents.get(name));
    }

    private Optional<GateUse> check(String node, AgentUse agent, GateSpec spec, String pointer, Set<String> names) {
        spec.test().ifPresent(path -> paths.check(path, node, pointer + "/test"));
        Optional<Gate> gate = plain.of(spec, agent, pointer);
        return gate.map(made -> {
            String name = unique(made.name(), names);
            Map<String, String> arguments =
                    spec.test().map(path -> Map.of(Gates.TESTS, path)).orElse(Map.of());
            return new GateUse.Check(name.equals(made.name()) ? made : new NamedGate(name, made), arguments);
        });
    }

    private Optional<GateUse> judge(String node, AgentUse agent, GateSpec spec, String pointer, Set<String> names) {
        String judgeName = spec.judge().orElse("");
        Optional<AgentUse> found = asked(judgeName, pointer + "/judge");
        if (spec.accept().isEmpty()) {
            problems.add(pointer, "judge '" + judgeName + "' has no 'accept'", "a condition such as reply.ok");
        }
        if (found.isEmpty() || spec.accept().isEmpty()) {
            return Optional.empty();
        }
        AgentUse judge = found.get();
        slots.judging(judge, node);
        if (!(judge.output() instanceof Output.Fields)) {
            problems.add(pointer + "/judge", "judge '" + judgeName + "' yields no fields", "output: { name: type }");
            return Optional.empty();
        }
        if (agent.models().equals(judge.models())) {
            problems.warn(
                    pointer + "/judge",
                    "judge '" + judgeName + "' has the models of what it judges: a model"
                            + " rarely sees its own mistakes");
        }
        Shape.Struct reply = Shapes.of("reply." + judgeName, judge.output());
        String name = unique(spec.name().orElse(judgeName), names);
        return conditions
                .onReply(node, judgeName, reply, spec.accept().get(), pointer + "/accept")
                .map(accept -> new GateUse.Judge(name, judge, accept));
    }

    private static String unique(String wanted, Set<String> names) {
        String name = wanted;
        for (int i = 2; !names.add(name); i++) {
            name = wanted + "-" + i;
        }
        return name;
    }

    private void warnOfOrder(List<GateUse> gates, String pointer) {
        boolean opinion = false;
        for (GateUse gate : gates) {
            opinion |= gate.kind() == Gate.Kind.OPINION;
            if (opinion && gate.kind() == Gate.Kind.EVIDENCE) {
                problems.warn(
                        pointer, "gate '" + gate.name() + "' gives evidence and comes after an opinion: put it first");
            }
        }
    }
}
