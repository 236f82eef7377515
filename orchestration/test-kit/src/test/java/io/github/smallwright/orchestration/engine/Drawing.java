package io.github.smallwright.orchestration.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.smallwright.agents.Output;
import io.github.smallwright.agents.Prompt;
import io.github.smallwright.orchestration.graph.AgentGraph;
import io.github.smallwright.orchestration.graph.AgentUse;
import io.github.smallwright.orchestration.graph.BudgetLimits;
import io.github.smallwright.orchestration.graph.Condition;
import io.github.smallwright.orchestration.graph.Edge;
import io.github.smallwright.orchestration.graph.GateUse;
import io.github.smallwright.orchestration.graph.Node;
import io.github.smallwright.orchestration.graph.NodeEnd;
import io.github.smallwright.orchestration.graph.Scope;
import io.github.smallwright.tools.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Draws resolved graphs for tests of the engine, without the resolver. Nodes are added in topological order. */
public final class Drawing {

    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<String> models = new ArrayList<>();
    private final BitSet anyJoins = new BitSet();
    private BudgetLimits budget = BudgetLimits.none();

    public Drawing budget(BudgetLimits limits) {
        budget = limits;
        return this;
    }

    /** A node with one attempt whose agent sees the prompt and asks these models in turn. */
    public Drawing node(String name, String prompt, String... cascade) {
        return node(name, prompt, 1, Node.Otherwise.ABSTAIN, List.of(), cascade);
    }

    public Drawing node(
            String name,
            String prompt,
            int attempts,
            Node.Otherwise otherwise,
            List<GateUse> gates,
            String... cascade) {
        return node(name, agent(name, prompt, cascade), attempts, otherwise, gates);
    }

    public Drawing node(String name, AgentUse agent, int attempts, Node.Otherwise otherwise, List<GateUse> gates) {
        models.addAll(agent.models());
        nodes.add(new Node.AgentNode(
                nodes.size(),
                name,
                agent,
                gates,
                List.of(),
                attempts,
                1,
                Duration.ofMinutes(2),
                Duration.ofMinutes(10),
                otherwise));
        return this;
    }

    public static AgentUse agent(String name, String prompt, String... cascade) {
        return new AgentUse(name, List.of(cascade), Prompt.parse(prompt), new Output.Text(), 256, 64);
    }

    /** A loop of one scope; each exit is an edge of the body and the edge of this drawing that takes its token. */
    public Drawing loop(String name, int max, Drawing body, List<Integer> backs, Map<Integer, Integer> exits) {
        models.addAll(body.models);
        List<Node.LoopNode.Exit> leaving = exits.entrySet().stream()
                .map(exit -> new Node.LoopNode.Exit(exit.getKey(), exit.getValue(), false, false))
                .toList();
        nodes.add(new Node.LoopNode(nodes.size(), name, max, body.scope(), backs, leaving));
        return this;
    }

    /** A map over a list whose items each run the body's one node. */
    public Drawing map(String name, int parallel, boolean partial, Drawing body) {
        models.addAll(body.models);
        nodes.add(new Node.MapNode(nodes.size(), name, "input.topic", parallel, partial, body.scope()));
        return this;
    }

    /** A call of another graph. */
    public Drawing call(String name, AgentGraph graph) {
        models.addAll(graph.models());
        nodes.add(new Node.SubgraphNode(nodes.size(), name, graph, Map.of()));
        return this;
    }

    /** A call of a tool that says nothing. */
    public Drawing tool(String name) {
        Tool silent = Tool.function("silent", given -> "");
        nodes.add(new Node.ToolNode(nodes.size(), name, silent, Map.of(), Duration.ofSeconds(30)));
        return this;
    }

    /** Lets the first token start the node. */
    public Drawing joinsAny(String name) {
        anyJoins.set(index(name));
        return this;
    }

    /** Whether the node is a loop, whose edges are decided within. */
    public boolean isLoop(String name) {
        return nodes.get(index(name)) instanceof Node.LoopNode;
    }

    /** How many edges there are so far. */
    public int edges() {
        return edges.size();
    }

    public Drawing edge(String from, String to) {
        return add(from, to, Optional.empty(), Optional.empty());
    }

    public Drawing when(String from, String to, Predicate<ObjectNode> holds, String... roots) {
        return add(from, to, Optional.of(new ScriptedCondition(holds, Set.of(roots))), Optional.empty());
    }

    public Drawing caught(String from, String to, NodeEnd outcome) {
        return add(from, to, Optional.empty(), Optional.of(outcome));
    }

    private Drawing add(String from, String to, Optional<Condition> when, Optional<NodeEnd> outcome) {
        edges.add(new Edge(edges.size(), from + " -> " + to, index(from), index(to), when, outcome));
        return this;
    }

    private int index(String name) {
        return switch (name) {
            case "start" -> Edge.START;
            case "end" -> Edge.END;
            default ->
                nodes.stream()
                        .filter(node -> node.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .index();
        };
    }

    private Scope scope() {
        return new Scope(nodes, edges, anyJoins);
    }

    public AgentGraph graph(String output) {
        return new AgentGraph(
                "drawn",
                "0".repeat(64),
                Stream.of("topic")
                        .map(name -> new AgentGraph.Input(name, "text", Optional.of("tides")))
                        .toList(),
                output,
                models.stream().distinct().toList(),
                budget,
                scope());
    }

    private record ScriptedCondition(Predicate<ObjectNode> predicate, Set<String> roots) implements Condition {
        @Override
        public String source() {
            return "scripted";
        }

        @Override
        public boolean holds(ObjectNode values) {
            return predicate.test(values);
        }
    }
}
