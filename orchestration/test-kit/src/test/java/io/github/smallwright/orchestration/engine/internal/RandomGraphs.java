package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.agents.Output;
import io.github.smallwright.agents.Prompt;
import io.github.smallwright.orchestration.engine.Drawing;
import io.github.smallwright.orchestration.engine.ScriptedGate;
import io.github.smallwright.orchestration.graph.AgentGraph;
import io.github.smallwright.orchestration.graph.AgentUse;
import io.github.smallwright.orchestration.graph.BudgetLimits;
import io.github.smallwright.orchestration.graph.GateUse;
import io.github.smallwright.orchestration.graph.Node.Otherwise;
import io.github.smallwright.orchestration.graph.NodeEnd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Graphs of every construct, one within the other. */
final class RandomGraphs {

    private final Choices choices;
    private int named;

    private RandomGraphs(Choices choices) {
        this.choices = choices;
    }

    static AgentGraph graph(Choices choices) {
        return new RandomGraphs(choices).graph(0, true);
    }

    private AgentGraph graph(int depth, boolean root) {
        Drawing drawing = new Drawing();
        if (root && choices.nextInt(4) == 3) {
            drawing.budget(new BudgetLimits(
                    Optional.of(1_000L + choices.nextInt(3_000)),
                    Optional.empty(),
                    Optional.of(1 + choices.nextInt(12)),
                    Optional.empty()));
        }
        List<String> names = nodes(drawing, depth, 1 + choices.nextInt(5), "end");
        return drawing.graph(names.get(names.size() - 1));
    }

    /** One edge that is planned: where it comes from, and its kind. */
    private record Arrow(int from, int to, int kind) {}

    /** Draws nodes with forward edges between them, from start and to end; the first is the only entry. */
    private List<String> nodes(Drawing drawing, int depth, int size, String end) {
        List<Arrow> arrows = new ArrayList<>();
        for (int to = 1; to < size; to++) {
            arrows.add(new Arrow(choices.nextInt(to), to, choices.nextInt(3)));
            int other = choices.nextInt(to);
            if (choices.nextInt(2) == 1 && arrows.get(arrows.size() - 1).from() != other) {
                arrows.add(new Arrow(other, to, choices.nextInt(3)));
            }
        }
        for (int from = 0; from < size; from++) {
            int node = from;
            if (arrows.stream().noneMatch(arrow -> arrow.from() == node) || choices.nextInt(3) == 2) {
                arrows.add(new Arrow(from, size, choices.nextInt(2)));
            }
        }
        List<String> names = new ArrayList<>();
        for (int node = 0; node < size; node++) {
            names.add("n" + named++);
            List<Integer> outside = new ArrayList<>();
            for (int i = 0; i < arrows.size(); i++) {
                if (arrows.get(i).from() == node) {
                    outside.add(i + 1);
                }
            }
            node(drawing, names.get(node), depth, outside);
        }
        drawing.edge("start", names.get(0));
        for (Arrow arrow : arrows) {
            String from = names.get(arrow.from());
            String to = arrow.to() == size ? end : names.get(arrow.to());
            boolean loop = drawing.isLoop(from);
            if (loop || arrow.kind() == 0) {
                drawing.edge(from, to);
            } else if (arrow.kind() == 1) {
                drawing.when(from, to, values -> true);
            } else {
                drawing.caught(from, to, NodeEnd.ABSTAINED);
            }
        }
        for (int node = 1; node < size; node++) {
            if (choices.nextInt(3) == 2) {
                drawing.joinsAny(names.get(node));
            }
        }
        return names;
    }

    private void node(Drawing drawing, String name, int depth, List<Integer> outside) {
        switch (depth < 2 ? choices.nextInt(9) : 0) {
            case 8 -> drawing.tool(name);
            case 7 -> loop(drawing, name, depth, outside);
            case 6 -> {
                Drawing body = new Drawing();
                agent(body, name);
                body.edge("start", name).edge(name, "end");
                drawing.map(name, 1 + choices.nextInt(3), choices.nextInt(2) == 1, body);
            }
            case 5 -> drawing.call(name, graph(depth + 1, false));
            default -> agent(drawing, name);
        }
    }

    /** The exits leave the last node of the body, one for each edge outside, after one back edge. */
    private void loop(Drawing drawing, String name, int depth, List<Integer> outside) {
        Drawing body = new Drawing();
        int size = 1 + choices.nextInt(2);
        List<String> inner = nodes(body, depth + 1, size, "end");
        String last = inner.get(size - 1);
        Map<Integer, Integer> exits = new LinkedHashMap<>();
        if (body.isLoop(last)) {
            agent(body, "m" + named);
            last = "m" + named++;
            body.edge(inner.get(0), last);
        }
        int back = body.edges();
        body.when(last, "end", values -> true);
        for (int edge : outside) {
            exits.put(body.edges(), edge);
            body.edge(last, "end");
        }
        drawing.loop(name, 1 + choices.nextInt(3), body, List.of(back), exits);
    }

    private void agent(Drawing drawing, String name) {
        List<GateUse> gates = choices.nextInt(2) == 0
                ? List.of()
                : List.of(ScriptedGate.form(ScriptedGate.only("x")), ScriptedGate.evidence(ScriptedGate.only("x")));
        Otherwise otherwise = Otherwise.values()[choices.nextInt(3)];
        Output output = choices.nextInt(3) == 2
                ? new Output.Fields(Map.of("ok", Output.FieldType.of("yes/no")))
                : new Output.Text();
        AgentUse agent = new AgentUse(name, List.of("a:a", "b:b"), Prompt.parse(name), output, 256, 64);
        drawing.node(name, agent, 1 + choices.nextInt(2), otherwise, gates);
    }
}
