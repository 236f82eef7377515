package io.github.smallwright.orchestration.graph;

import io.github.smallwright.agents.Gate;
import io.github.smallwright.agents.Model;
import io.github.smallwright.orchestration.graph.GraphSpec.AgentSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.EdgeSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.GateSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.InputSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.NodeSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.Origin;
import io.github.smallwright.orchestration.graph.GraphSpec.OutputSpec;
import io.github.smallwright.tools.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Declares a graph in Java; what comes out goes through the same resolver as a file. Prompts are given as text. Models and
 * gates can be handed over as objects and are then named {@code java:name}. Not thread-safe.
 */
public final class GraphBuilder {

    private final String name;
    private final Map<String, InputSpec> inputs = new LinkedHashMap<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();
    private final Map<String, Model> models = new LinkedHashMap<>();
    private final Map<String, Gate> gates = new LinkedHashMap<>();
    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final Map<String, AgentSpec> agents = new LinkedHashMap<>();
    private final Map<String, NodeSpec> nodes = new LinkedHashMap<>();
    private final List<EdgeSpec> edges = new ArrayList<>();
    private Optional<String> output = Optional.empty();

    private GraphBuilder(String name) {
        this.name = name;
    }

    /** Begins a graph. */
    public static GraphBuilder named(String name) {
        return new GraphBuilder(name);
    }

    /** Declares an input of a type of the format, as in {@code text}. */
    public GraphBuilder input(String input, String type) {
        inputs.put(input, new InputSpec(type, Optional.empty(), Optional.empty()));
        return this;
    }

    /** Declares a text that is never journaled, such as a password that a tool needs. */
    public GraphBuilder secret(String input) {
        inputs.put(input, new InputSpec("text", Optional.empty(), Optional.of(true)));
        return this;
    }

    /** Declares a model by its name, as in {@code local:smollm2-135m}. */
    public GraphBuilder model(String alias, String model) {
        aliases.put(alias, model);
        return this;
    }

    /** Hands over a model; the run must be given {@link #models()}. */
    public GraphBuilder model(String alias, Model model) {
        models.put("java:" + alias, model);
        return model(alias, "java:" + alias);
    }

    /** Hands over a gate; nodes use it as {@code java:name}, with the gate's own name. */
    public GraphBuilder gate(Gate gate) {
        gates.put(gate.name(), gate);
        return this;
    }

    /** Declares an agent that yields text or code; {@code output} is as in files, {@code models} are aliases. */
    public GraphBuilder agent(String agent, String prompt, String output, String... models) {
        return agent(agent, prompt, new OutputSpec(Optional.of(output), Map.of()), models);
    }

    /** Declares an agent; {@code models} are aliases. */
    public GraphBuilder agent(String agent, String prompt, OutputSpec output, String... models) {
        agents.put(
                agent, new AgentSpec(List.of(models), prompt, Optional.of(output), Optional.empty(), Optional.empty()));
        return this;
    }

    /** Hands over a tool; {@link #call} names it. */
    public GraphBuilder tool(Tool tool) {
        tools.put(tool.spec().name(), tool);
        return this;
    }

    /** Declares a node that calls a tool that was handed over; {@code with} has by parameter the path of its value. */
    public GraphBuilder call(String node, String tool, Map<String, String> with) {
        nodes.put(node, NodeSpec.calling("java:" + tool, with));
        return this;
    }

    /** Declares a node with gates without settings, as in {@code compile} or {@code java:name}. */
    public GraphBuilder node(String node, String agent, int attempts, String... gates) {
        return node(
                node,
                agent,
                attempts,
                List.of(gates).stream().map(GraphBuilder::plain).toList());
    }

    /** Declares a node. */
    public GraphBuilder node(String node, String agent, int attempts, List<GateSpec> gates) {
        nodes.put(node, NodeSpec.asking(agent, attempts, gates));
        return this;
    }

    /** Declares edges in a row, as in {@code start -> write -> end}. */
    public GraphBuilder edge(String path) {
        edges.add(new EdgeSpec(path, Optional.empty(), Optional.empty(), Optional.empty()));
        return this;
    }

    /** Declares an edge with a condition. */
    public GraphBuilder edge(String path, String when) {
        edges.add(new EdgeSpec(path, Optional.of(when), Optional.empty(), Optional.empty()));
        return this;
    }

    /** Declares a back edge: rounds in total are at most {@code max}. */
    public GraphBuilder edge(String path, String when, int max) {
        edges.add(new EdgeSpec(path, Optional.of(when), Optional.of(max), Optional.empty()));
        return this;
    }

    /** Says which node's artefact leaves the graph. */
    public GraphBuilder output(String node) {
        output = Optional.of(node);
        return this;
    }

    /** The models that were handed over, by their name in the graph. */
    public Map<String, Model> models() {
        return Map.copyOf(models);
    }

    /** What has been declared so far. */
    public GraphSpec spec() {
        return new GraphSpec(
                1,
                name,
                Optional.empty(),
                Optional.of(inputs),
                output,
                aliases,
                agents,
                nodes,
                edges.isEmpty() ? Optional.empty() : Optional.of(edges),
                Optional.empty(),
                Origin.java(name));
    }

    /**
     * Resolves what has been declared, with the models and gates that were handed over.
     *
     * @throws GraphException with all problems
     */
    public AgentGraph resolve(Resolving surroundings) {
        Map<String, Gate> all = new LinkedHashMap<>(surroundings.gates());
        all.putAll(gates);
        Map<String, Tool> allTools = new LinkedHashMap<>(surroundings.tools());
        allTools.putAll(tools);
        Resolving bound = new Resolving(
                surroundings.sandbox(),
                model -> models.containsKey(model)
                        ? Optional.empty()
                        : surroundings.modelRefusal().apply(model),
                all,
                allTools);
        return new Resolver(bound).resolve(spec()).graph();
    }

    private static GateSpec plain(String gate) {
        return new GateSpec(
                Optional.of(gate),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
