package io.github.smallwright.bench;

import io.github.smallwright.agents.Output;
import io.github.smallwright.agents.Prompt;
import io.github.smallwright.orchestration.graph.AgentGraph;
import io.github.smallwright.orchestration.graph.AgentUse;
import io.github.smallwright.orchestration.graph.BudgetLimits;
import io.github.smallwright.orchestration.graph.Edge;
import io.github.smallwright.orchestration.graph.Node;
import io.github.smallwright.orchestration.graph.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Resolved graphs of the benchmark's scenarios. */
final class GraphsForBenchmarks {

    private GraphsForBenchmarks() {}

    record Layered(AgentGraph graph, List<Integer> delays, int criticalPath) {}

    static AgentGraph chain(int length) {
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            nodes.add(node(i, "n" + i, i == 0 ? "{{input.text}}" : "{{n" + (i - 1) + "}}", "java:fast"));
            edge(edges, i - 1, i);
        }
        edge(edges, length - 1, Edge.END);
        return graph(nodes, edges, "n" + (length - 1));
    }

    /** A graph file with this many nodes, each with a condition and a gate. */
    static Path file(int size) {
        StringBuilder yaml = new StringBuilder(
                """
                smallwright: 1
                graph: large
                input: { text: text }
                output: n0
                models: { fast: "java:fast" }
                agents:
                  worker: { models: [fast], prompt: "Work on {{input.text}}\\n" }
                nodes:
                """);
        for (int node = 0; node < size; node++) {
            yaml.append("  n%d: { agent: worker, gates: [ { length: { max: 50 } } ] }%n".formatted(node));
        }
        yaml.append("edges:\n  - start -> n0\n  - n0 -> end\n");
        for (int node = 1; node < size; node++) {
            yaml.append("  - n%d -> n%d: { when: \"input.text != 'n%d'\" }%n".formatted((node - 1) / 2, node, node));
            yaml.append("  - n%d -> end%n".formatted(node));
        }
        try {
            Path file = Files.createTempFile("large", ".yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Layered layered(int layers, int width, boolean uneven, Random random) {
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        List<Integer> delays = new ArrayList<>();
        int[] path = new int[layers * width + 1];
        for (int node = 0; node < layers * width; node++) {
            int delay = !uneven ? 5 : random.nextInt(4) == 0 ? 17 : 2;
            delays.add(delay);
            int before = 0;
            StringBuilder prompt = new StringBuilder("{{input.text}}");
            if (node < width) {
                edge(edges, Edge.START, node);
            } else {
                int layer = node / width;
                int from = (layer - 1) * width + random.nextInt(width);
                int other = (layer - 1) * width + (from + 1 + random.nextInt(width - 1)) % width;
                for (int source : other == from ? new int[] {from} : new int[] {from, other}) {
                    edge(edges, source, node);
                    prompt.append("{{n").append(source).append("}}");
                    before = Math.max(before, path[source]);
                }
            }
            path[node] = before + delay;
            nodes.add(node(node, "n" + node, prompt.toString(), "java:" + delay));
        }
        int last = layers * width;
        int longest = 0;
        for (int node = last - width; node < last; node++) {
            edge(edges, node, last);
            longest = Math.max(longest, path[node]);
        }
        int delay = uneven ? 2 : 5;
        delays.add(delay);
        nodes.add(node(last, "n" + last, "{{n" + (last - 1) + "}}", "java:" + delay));
        edge(edges, last, Edge.END);
        return new Layered(graph(nodes, edges, "n" + last), delays, longest + delay);
    }

    private static void edge(List<Edge> edges, int from, int to) {
        edges.add(new Edge(edges.size(), from + " -> " + to, from, to, Optional.empty(), Optional.empty()));
    }

    private static Node node(int index, String name, String prompt, String model) {
        AgentUse agent = new AgentUse("a" + name, List.of(model), Prompt.parse(prompt), new Output.Text(), 64, 64);
        return new Node.AgentNode(
                index,
                name,
                agent,
                List.of(),
                List.of(),
                1,
                1,
                Duration.ofMinutes(2),
                Duration.ofMinutes(10),
                Node.Otherwise.ABSTAIN);
    }

    private static AgentGraph graph(List<Node> nodes, List<Edge> edges, String output) {
        List<AgentGraph.Input> inputs = List.of(new AgentGraph.Input("text", "text", Optional.empty()));
        return new AgentGraph(
                "benchmark", "0", inputs, output, List.of(), BudgetLimits.none(), new Scope(nodes, edges));
    }
}
