package io.github.smallwright.orchestration.graph;

/** Draws a graph as a Mermaid flowchart, which many viewers of Markdown show as a picture. */
public final class Mermaid {

    private final StringBuilder text = new StringBuilder("flowchart TD\n");

    private Mermaid() {}

    /** The flowchart, with loops and called graphs as boxes around their nodes. */
    public static String of(AgentGraph graph) {
        Mermaid drawing = new Mermaid();
        drawing.text.append("  start([start])\n  end_([end])\n");
        drawing.scope(graph.root(), "", "start", "end_", "  ");
        return drawing.text.toString();
    }

    private void scope(Scope scope, String prefix, String start, String end, String indent) {
        scope.nodes().forEach(node -> node(node, prefix, indent));
        for (Edge edge : scope.edges()) {
            String from = edge.from() < 0 ? start : exit(scope.nodes().get(edge.from()), edge, prefix);
            String to = edge.to() < 0 ? end : entry(scope.nodes().get(edge.to()), prefix);
            if (!from.isEmpty() && !to.isEmpty()) {
                Edge declared = edge.from() < 0 ? edge : declared(scope, edge);
                text.append("%s%s -->%s %s\n".formatted(indent, from, label(declared), to));
            }
        }
    }

    private void node(Node node, String prefix, String indent) {
        String id = prefix + node.name();
        if (node instanceof Node.LoopNode loop) {
            text.append("%ssubgraph %s_loop[\"at most %d rounds\"]\n".formatted(indent, id, loop.max()));
            scope(loop.body(), prefix, "", "", indent + "  ");
            for (int back : loop.backs()) {
                Edge edge = loop.body().edges().get(back);
                String from = exit(loop.body().nodes().get(edge.from()), edge, prefix);
                text.append("%s  %s -.->%s %s\n".formatted(indent, from, label(edge), id));
            }
            text.append(indent).append("end\n");
        } else if (node instanceof Node.SubgraphNode call) {
            String inner = id + "_";
            text.append("%ssubgraph %s[\"%s: %s\"]\n"
                    .formatted(indent, id, node.name(), call.graph().name()));
            scope(call.graph().root(), inner, "", "", indent + "  ");
            text.append(indent).append("end\n");
        } else {
            text.append("%s%s%s\n".formatted(indent, id, shape(node)));
        }
    }

    private static String shape(Node node) {
        if (node instanceof Node.MapNode map) {
            return "[[\"%s, each of %s\"]]".formatted(node.name(), map.each());
        } else if (node instanceof Node.ToolNode call) {
            return "[/\"%s: %s\"/]".formatted(node.name(), call.tool().spec().name());
        } else if (node instanceof Node.AgentNode agent && !agent.gates().isEmpty()) {
            String gates =
                    String.join(", ", agent.gates().stream().map(GateUse::name).toList());
            return "[\"%s<br/>gates: %s\"]".formatted(node.name(), gates);
        }
        return "[\"%s\"]".formatted(node.name());
    }

    private static String entry(Node node, String prefix) {
        return prefix + node.name();
    }

    /** Edges out of a loop leave the node within it that they are declared on. */
    private static String exit(Node node, Edge edge, String prefix) {
        return prefix + (node instanceof Node.LoopNode ? edge.name().split(" -> ", 2)[0] : node.name());
    }

    /** The condition of an edge out of a loop stands on the edge within. */
    private static Edge declared(Scope scope, Edge edge) {
        if (!(scope.nodes().get(edge.from()) instanceof Node.LoopNode loop)) {
            return edge;
        }
        return loop.exits().stream()
                .filter(exit -> exit.outside() == edge.index())
                .findFirst()
                .map(exit -> declared(loop.body(), loop.body().edges().get(exit.inside())))
                .orElse(edge);
    }

    private static String label(Edge edge) {
        String words = edge.when().map(Condition::source).orElse("");
        if (edge.outcome().isPresent()) {
            words = edge.outcome().get().name().toLowerCase(java.util.Locale.ROOT)
                    + (words.isEmpty() ? "" : ", " + words);
        }
        return words.isEmpty() ? "" : "|\"" + words.replace("\"", "'") + "\"|";
    }
}
