package io.github.smallwright.orchestration.graph.internal;

import io.github.smallwright.orchestration.graph.internal.Values.Access;
import java.util.Collection;
import java.util.TreeSet;

/** Checks that a path such as {@code input.tests} or {@code draft.title} has a value where it is read. */
record Paths(Values seen, Problems problems) {

    void check(String path, String node, String pointer) {
        check(path, node, pointer, false);
    }

    /** The same where the value is not journaled, so that it may be secret. */
    void checkMaybeSecret(String path, String node, String pointer) {
        check(path, node, pointer, true);
    }

    private void check(String path, String node, String pointer, boolean maySecret) {
        String[] steps = path.split("\\.", -1);
        if (steps[0].equals("input")) {
            input(path, steps, pointer, maySecret);
        } else if (steps[0].equals("item") || steps[0].equals("index")) {
            if (!seen.mapped(node)) {
                problems.add(
                        pointer, "'" + steps[0] + "' is read at '" + node + "', which has no 'each'", "another value");
            }
        } else if (steps[0].equals("round") && seen.inLoop(node)) {
            return;
        } else if (!seen.nodes().containsKey(steps[0]) || steps.length > 2) {
            problems.unknown(
                    pointer,
                    "'" + path + "' names neither an input nor a node",
                    steps[0],
                    seen.nodes().keySet());
        } else if (steps.length == 2 && !fields(steps[0]).contains(steps[1])) {
            problems.unknown(pointer, "'" + path + "' names no field", steps[1], fields(steps[0]));
        } else if (seen.access(node, steps[0]) != Access.CERTAIN) {
            problems.add(
                    pointer,
                    "'" + path + "' may not be there when '" + node + "' runs",
                    "an ancestor that always runs");
        }
    }

    /** The same for a path that has to lead to a list. */
    void checkList(String path, String node, String pointer) {
        int before = problems.count();
        check(path, node, pointer);
        String[] steps = path.split("\\.", -1);
        boolean list = steps[0].equals("input")
                ? steps.length > 1 && seen.input().fields().get(steps[1]) == Shape.Plain.ANY
                : steps[0].equals("item") || fields(steps[0]).contains("items");
        if (!list && problems.count() == before) {
            problems.add(pointer, "'" + path + "' is no list", "an input of type json, or a node with 'each'");
        }
    }

    private void input(String path, String[] steps, String pointer, boolean maySecret) {
        Collection<String> inputs = seen.input().fields().keySet();
        if (steps.length < 2 || !inputs.contains(steps[1])) {
            String wrong = path.substring(Math.min(path.length(), "input.".length()));
            problems.unknown(pointer, "'" + path + "' names no input", wrong, inputs);
            return;
        }
        seen.reads(steps[1]);
        if (!maySecret && seen.secret(steps[1])) {
            problems.add(
                    pointer, "'" + path + "' is secret and would be journaled here", "it in a prompt or at a tool");
        }
        if (steps.length > 2 && seen.input().fields().get(steps[1]) != Shape.Plain.ANY) {
            problems.add(pointer, "'" + path + "' looks into a plain input", "input." + steps[1]);
        }
    }

    private Collection<String> fields(String node) {
        return new TreeSet<>(
                seen.nodes().getOrDefault(node, seen.input()).fields().keySet());
    }
}
