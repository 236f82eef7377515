package io.github.smallwright.orchestration.graph.internal;

import io.github.smallwright.orchestration.graph.Condition;
import io.github.smallwright.orchestration.graph.internal.Values.Access;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Compiles conditions and checks that what they read is there where they stand. */
final class Checked {

    private final Values seen;
    private final Problems problems;
    private final Conditions onEdges;
    private final Map<String, Conditions> onReplies = new HashMap<>();

    Checked(Values seen, Problems problems) {
        this.seen = seen;
        this.problems = problems;
        this.onEdges = new Conditions(seen.variables(), problems);
    }

    /** A condition on an edge out of {@code source}; that node's own value is there unless the edge catches its end. */
    Optional<Condition> onEdge(String source, boolean done, String condition, String pointer) {
        return onEdges.compile(condition, pointer).map(compiled -> {
            check(compiled, source, done, pointer);
            return compiled;
        });
    }

    /** A condition on the reply of a judge of {@code node}. */
    Optional<Condition> onReply(String node, String judge, Shape.Struct reply, String condition, String pointer) {
        Conditions conditions = onReplies.computeIfAbsent(judge, name -> {
            Map<String, Shape> variables = seen.variables();
            variables.put("reply", reply);
            variables.put("candidate", Shape.Plain.TEXT);
            return new Conditions(variables, problems);
        });
        return conditions.compile(condition, pointer).map(compiled -> {
            check(compiled, node, false, pointer);
            return compiled;
        });
    }

    private void check(CelCondition condition, String reader, boolean own, String pointer) {
        Roots uses = condition.uses();
        uses.paths().stream()
                .filter(path -> path.startsWith("input."))
                .map(path -> path.split("\\.", -1)[1])
                .forEach(name -> {
                    seen.reads(name);
                    if (seen.secret(name)) {
                        problems.add(
                                pointer,
                                "input '" + name + "' is secret and may not stand in a condition",
                                "another value");
                    }
                });
        for (String root : uses.read()) {
            if (seen.nodes().containsKey(root)) {
                if (!own || !root.equals(reader)) {
                    node(uses, root, reader, pointer);
                }
            } else if ((root.equals("last") || root.equals("round")) && !seen.inLoop(reader)) {
                problems.add(pointer, "'" + root + "' is read outside of a loop", root + " only in a loop's body");
            }
        }
        uses.paths().stream()
                .filter(path -> path.startsWith("last."))
                .map(path -> path.split("\\.", -1)[1])
                .distinct()
                .forEach(name -> last(uses, name, reader, pointer));
    }

    private void node(Roots uses, String root, String reader, String pointer) {
        Access access = seen.access(reader, root);
        if (access == Access.HIDDEN) {
            problems.add(
                    pointer, "'" + root + "' has not run before '" + reader + "'", "an ancestor of '" + reader + "'");
        } else if (access == Access.MAYBE && !uses.guards(root)) {
            problems.add(
                    pointer,
                    "'" + root + "' may have been skipped before '" + reader + "'",
                    "has(" + root + ".text) in the condition");
        }
    }

    private void last(Roots uses, String name, String reader, String pointer) {
        if (!seen.inLoop(reader)) {
            return;
        }
        if (!seen.sameLoop(reader, name)) {
            problems.add(pointer, "'" + name + "' is not in the loop of '" + reader + "'", "a node of the same loop");
        } else if (!uses.tested().contains("last." + name)) {
            problems.add(
                    pointer,
                    "'last." + name + "' is not there in the first round",
                    "has(last." + name + ") in the condition");
        }
    }
}
