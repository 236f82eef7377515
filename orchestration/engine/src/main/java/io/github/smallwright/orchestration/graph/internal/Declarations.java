package io.github.smallwright.orchestration.graph.internal;

import io.github.smallwright.orchestration.graph.BudgetLimits;
import io.github.smallwright.orchestration.graph.GraphSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.BudgetSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.NodeSpec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Checks what can be checked declaration by declaration. */
final class Declarations {

    private static final List<String> TYPES =
            List.of("text", "number", "boolean", "java", "python", "javascript", "json");
    private static final List<String> OTHERWISE = List.of("abstain", "fail", "best");
    private static final List<String> JOINS = List.of("all", "any");

    private final GraphSpec spec;
    private final Problems problems;

    Declarations(GraphSpec spec, Problems problems) {
        this.spec = spec;
        this.problems = problems;
    }

    void check(Function<String, Optional<String>> modelRefusal) {
        if (spec.smallwright() != 1) {
            problems.add("/smallwright", "version " + spec.smallwright() + " of the format is not known", "1");
        }
        inputs();
        spec.models().forEach((alias, model) -> model(model, Pointers.child("/models", alias), modelRefusal));
        if (spec.nodes().isEmpty()) {
            problems.addKey("/nodes", "the graph has no node", "at least one");
        }
        spec.nodes().forEach((name, node) -> node(name, node, Pointers.child("/nodes", name)));
        output();
        spec.budget().ifPresent(this::budget);
    }

    BudgetLimits limits() {
        return spec.budget()
                .map(budget -> new BudgetLimits(budget.tokens(), budget.money(), budget.calls(), budget.time()))
                .orElse(BudgetLimits.none());
    }

    private void inputs() {
        spec.input().orElse(Map.of()).forEach((name, input) -> {
            String pointer = Pointers.child("/input", name);
            Identifiers.check(name, "input", pointer, problems);
            if (!TYPES.contains(input.type()) && !input.type().isEmpty()) {
                problems.unknown(pointer, "unknown type '" + input.type() + "'", input.type(), TYPES);
            }
        });
    }

    private void model(String model, String pointer, Function<String, Optional<String>> refusal) {
        if (model.isEmpty()) {
            return;
        }
        if (model.indexOf(':') < 1 || model.endsWith(":")) {
            problems.add(pointer, "'" + model + "' is not a model's name", "provider:id, as in local:smollm2-135m");
            return;
        }
        refusal.apply(model).ifPresent(why -> problems.add(pointer, why, ""));
    }

    private void node(String name, NodeSpec node, String pointer) {
        Identifiers.check(name, "node", pointer, problems);
        node.agent()
                .filter(agent -> !spec.agents().containsKey(agent))
                .ifPresent(agent -> problems.unknown(
                        pointer + "/agent",
                        "unknown agent '" + agent + "'",
                        agent,
                        spec.agents().keySet()));
        kind(node, pointer);
        atLeast(pointer + "/parallel", "parallel", node.parallel(), 1);
        atLeast(pointer + "/attempts", "attempts", node.attempts(), 1);
        atLeast(pointer + "/retries", "retries", node.retries(), 0);
        node.join()
                .filter(join -> !JOINS.contains(join))
                .ifPresent(join -> problems.unknown(pointer + "/join", "unknown join '" + join + "'", join, JOINS));
        node.otherwise().filter(other -> !OTHERWISE.contains(other)).ifPresent(other -> {
            if (other.equals("human")) {
                problems.add(pointer + "/otherwise", "'otherwise: human' is not there yet; use abstain", "");
            } else {
                problems.unknown(pointer + "/otherwise", "unknown otherwise '" + other + "'", other, OTHERWISE);
            }
        });
    }

    private void kind(NodeSpec node, String pointer) {
        long kinds = Stream.of(node.agent(), node.tool(), node.subgraph())
                .filter(Optional::isPresent)
                .count();
        if (kinds == 0) {
            problems.addKey(pointer, "'agent' is missing", "agent: NAME, tool: java:NAME, or subgraph: FILE");
        } else if (kinds > 1) {
            problems.addKey(pointer, "the node has more than one kind", "one of agent, tool, subgraph");
        }
        if (node.agent().isEmpty() && kinds > 0) {
            misplaced(pointer, "gates", node.gates());
            misplaced(pointer, "attempts", node.attempts());
            misplaced(pointer, "retries", node.retries());
            misplaced(pointer, "deadline", node.deadline());
            misplaced(pointer, "otherwise", node.otherwise());
        } else if (node.agent().isPresent() && node.with().isPresent()) {
            problems.addKey(pointer + "/with", "'with' belongs to a tool or a subgraph", "tool: java:NAME");
        }
        if (node.subgraph().isPresent()) {
            misplaced(pointer, "timeout", node.timeout());
        }
        if (node.each().isEmpty()) {
            node.parallel().ifPresent(x -> problems.addKey(pointer + "/parallel", "'parallel' belongs to 'each'", ""));
            node.partial().ifPresent(x -> problems.addKey(pointer + "/partial", "'partial' belongs to 'each'", ""));
        }
    }

    private void misplaced(String pointer, String key, Optional<?> value) {
        value.ifPresent(x ->
                problems.addKey(pointer + "/" + key, "'" + key + "' belongs to a node with an agent", "agent: NAME"));
    }

    private void atLeast(String pointer, String key, Optional<Integer> value, int least) {
        value.filter(number -> number < least)
                .ifPresent(number -> problems.add(pointer, key + " must be >= " + least + ", got " + number, ""));
    }

    private void output() {
        if (spec.output().isEmpty() && spec.nodes().size() > 1) {
            problems.addKey("/output", "'output' is missing", "the node whose artefact leaves the graph");
        }
        spec.output()
                .filter(name -> !spec.nodes().containsKey(name))
                .ifPresent(name -> problems.unknown(
                        "/output",
                        "output '" + name + "' names no node",
                        name,
                        spec.nodes().keySet()));
    }

    private void budget(BudgetSpec budget) {
        positive("tokens", budget.tokens().map(BigDecimal::valueOf));
        positive("money", budget.money());
        positive("calls", budget.calls().map(BigDecimal::valueOf));
    }

    private void positive(String key, Optional<BigDecimal> value) {
        value.filter(number -> number.signum() <= 0)
                .ifPresent(number -> problems.add("/budget/" + key, key + " must be > 0, got " + number, ""));
    }
}
