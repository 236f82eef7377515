package io.github.smallwright.orchestration.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smallwright.agents.ModelCard;
import io.github.smallwright.agents.Reply;
import io.github.smallwright.agents.Usage;
import io.github.smallwright.agents.Verdict;
import io.github.smallwright.orchestration.engine.Drawing;
import io.github.smallwright.orchestration.engine.ScriptedGate;
import io.github.smallwright.orchestration.graph.AgentGraph;
import io.github.smallwright.orchestration.graph.BudgetLimits;
import io.github.smallwright.orchestration.graph.GateUse;
import io.github.smallwright.orchestration.graph.Node.Otherwise;
import io.github.smallwright.orchestration.graph.NodeEnd;
import io.github.smallwright.orchestration.run.RunEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drives random graphs with random answers, without a runner, and holds the change-only work against the full scan. */
class DecideEqualsPendingTest {

    private static final int CASES = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theWorkOfEachEventAddsUpToTheWorkThatIsPending(long seed) {
        Random random = new Random(seed);
        for (int each = 0; each < CASES; each++) {
            new Drive(random).toTheEnd();
        }
    }

    private static AgentGraph graph(Random random) {
        Drawing drawing = new Drawing();
        if (random.nextInt(4) == 0) {
            drawing.budget(new BudgetLimits(
                    Optional.of(1_000L + random.nextInt(3_000)),
                    Optional.empty(),
                    Optional.of(1 + random.nextInt(12)),
                    Optional.empty()));
        }
        int size = 1 + random.nextInt(6);
        boolean loop = random.nextBoolean();
        for (int node = 0; node < size; node++) {
            if (node == 0 && loop) {
                Drawing body = new Drawing();
                add(body, "n0", random);
                add(body, "m0", random);
                body.edge("start", "n0").edge("n0", "m0");
                body.when("m0", "end", values -> true).edge("m0", "end");
                drawing.loop("n0", 1 + random.nextInt(3), body, List.of(2), Map.of(3, 1));
                drawing.edge("start", "n0");
            } else {
                add(drawing, "n" + node, random);
            }
        }
        if (!loop) {
            drawing.edge("start", "n0");
        }
        if (size == 1) {
            drawing.edge("n0", "end");
        } else if (loop) {
            drawing.edge("n0", "n1");
        }
        for (int node = 1; node < size; node++) {
            String from = "n" + random.nextInt(node);
            if (from.equals("n0") && loop) {
                from = node == 1 ? "" : "n1";
            }
            if (!from.isEmpty()) {
                switch (random.nextInt(3)) {
                    case 0 -> drawing.when(from, "n" + node, values -> true);
                    case 1 -> drawing.caught(from, "n" + node, NodeEnd.ABSTAINED);
                    default -> drawing.edge(from, "n" + node);
                }
            }
            drawing.edge("n" + node, "end");
        }
        return drawing.graph("n" + (size - 1));
    }

    private static void add(Drawing drawing, String name, Random random) {
        List<GateUse> gates = random.nextBoolean()
                ? List.of()
                : List.of(ScriptedGate.form(ScriptedGate.only("x")), ScriptedGate.evidence(ScriptedGate.only("x")));
        Otherwise otherwise = Otherwise.values()[random.nextInt(3)];
        drawing.node(name, name, 1 + random.nextInt(2), otherwise, gates, "a:a", "b:b");
    }

    /** One run, driven by hand. */
    private static final class Drive {
        private final Random random;
        private final AgentGraph graph;
        private final RunState state;
        private final List<RunEvent> journal = new ArrayList<>();
        private final Set<Command> todo = new HashSet<>();
        private long now = 1;

        Drive(Random random) {
            this.random = random;
            graph = graph(random);
            state = fresh();
        }

        private RunState fresh() {
            return new RunState(graph, "run", ModelCard::named, model -> model);
        }

        void toTheEnd() {
            step(new Input.Start("inputs", now));
            int steps = 0;
            while (state.end == null) {
                assertThat(todo).as("a run that has not ended has work to do").isNotEmpty();
                assertThat(++steps).as("steps").isLessThan(5_000);
                List<Command> open = new ArrayList<>(todo);
                open.sort(java.util.Comparator.comparing(Object::toString));
                answer(open.get(random.nextInt(open.size())));
                now += random.nextInt(50);
                if (random.nextInt(60) == 0) {
                    now += 150_000;
                    step(new Input.Tick(now));
                }
                if (random.nextInt(200) == 0) {
                    step(new Input.Cancel("enough", now));
                }
            }
            assertThat(todo).isEmpty();
            eachNodeEndedOnce();
            assertThat(refolded()).isEqualTo(describe(state));
        }

        private void answer(Command command) {
            if (command instanceof Command.Queue it) {
                // The lane is asked for once for each waiting call; which of them gets the slot is the decider's
                // choice.
                long before = state.seq;
                step(new Input.SlotFree(it.lane(), random.nextLong(), now));
                if (state.seq == before) {
                    return;
                }
                return;
            }
            todo.remove(command);
            if (command instanceof Command.Render it) {
                step(new Input.Rendered(it.task(), 1 + random.nextInt(200), now));
            } else if (command instanceof Command.Ask it) {
                reply(it);
            } else if (command instanceof Command.RunGate it) {
                step(new Input.Decided(it.task(), verdict(), now));
            } else if (command instanceof Command.Evaluate it) {
                String error = random.nextInt(20) == 0 ? "no such value" : null;
                step(new Input.Evaluated(it.scope(), it.edge(), random.nextBoolean(), error, now));
            }
        }

        private void reply(Command.Ask it) {
            switch (random.nextInt(8)) {
                case 0 -> step(new Input.Broken(it.task(), "died", random.nextBoolean(), false, now));
                case 1 -> step(answered(it, Reply.Finish.LENGTH, Optional.empty()));
                case 2 -> step(answered(it, Reply.Finish.STOP, Optional.of("prose")));
                default -> step(answered(it, Reply.Finish.STOP, Optional.empty()));
            }
        }

        private Input answered(Command.Ask it, Reply.Finish finish, Optional<String> unreadable) {
            Reply reply = new Reply("text", finish, new Usage(10, 10, false), unreadable);
            return new Input.Answered(it.task(), "digest" + random.nextInt(3), reply, BigDecimal.ZERO, now);
        }

        private Verdict verdict() {
            return switch (random.nextInt(6)) {
                case 0 -> new Verdict.Revise("again", random.nextDouble());
                case 1 -> new Verdict.Reject("hopeless");
                case 2 -> new Verdict.Unsure(Verdict.Cause.EVIDENCE, "dunno");
                case 3 ->
                    random.nextInt(4) == 0
                            ? new Verdict.Unsure(Verdict.Cause.ENVIRONMENT, "no jail")
                            : new Verdict.Accept("");
                default -> new Verdict.Accept("fine");
            };
        }

        private void step(Input input) {
            List<RunEvent> batch = Decider.accept(state, input);
            journal.addAll(batch);
            for (RunEvent event : batch) {
                if (event instanceof RunEvent.Asked it) {
                    todo.removeIf(open ->
                            open instanceof Command.Queue queue && queue.task().equals(it.task()));
                }
                Work.decide(state, event, command -> {
                    if (command instanceof Command.Stop stop) {
                        todo.removeIf(open -> concerns(open, stop));
                    } else if (!(command instanceof Command.Wake)) {
                        assertThat(todo.add(command)).as("%s is new", command).isTrue();
                    }
                });
            }
            todo.removeIf(this::isMoot);
            Set<Command> pending = new HashSet<>(Work.pending(state));
            pending.removeIf(Command.Wake.class::isInstance);
            assertThat(todo).as("after %s", input).isEqualTo(pending);
        }

        private static boolean concerns(Command open, Command.Stop stop) {
            return (open instanceof Command.Render render && render.task().equals(stop.task()))
                    || (open instanceof Command.Queue queue && queue.task().equals(stop.task()))
                    || (open instanceof Command.Ask ask && ask.task().equals(stop.task()))
                    || (open instanceof Command.RunGate gate && gate.task().equals(stop.task()));
        }

        /** A condition of a scope that has ended needs no answer, nor does a wait in line for a node that has. */
        private boolean isMoot(Command open) {
            if (open instanceof Command.Evaluate it) {
                ScopeState scope = state.scopes.get(it.scope());
                return scope == null || scope.end != null;
            }
            return open instanceof Command.Queue queue && state.current(queue.task()) == null;
        }

        private void eachNodeEndedOnce() {
            Map<String, Integer> ends = new HashMap<>();
            Map<String, Integer> opened = new HashMap<>();
            for (RunEvent event : journal) {
                if (event instanceof RunEvent.NodeEnded it) {
                    ends.merge(it.scope() + "|" + it.node(), 1, Integer::sum);
                } else if (event instanceof RunEvent.ScopeOpened it) {
                    opened.merge(it.scope(), 1, Integer::sum);
                } else if (event instanceof RunEvent.ScopeEnded it) {
                    opened.merge(it.scope(), -1, Integer::sum);
                }
            }
            assertThat(ends.values()).allMatch(count -> count == 1);
            assertThat(opened.values()).as("scopes opened and not ended").allMatch(count -> count == 0);
            assertThat(ends.keySet().stream().filter(key -> key.startsWith("/|")))
                    .hasSize(graph.root().nodes().size());
        }

        private String refolded() {
            RunState again = fresh();
            journal.forEach(again::apply);
            return describe(again);
        }

        private static String describe(RunState state) {
            StringBuilder text = new StringBuilder(state.seq + " " + state.end + " " + state.reason + " "
                    + state.purse.used() + state.purse.calls() + state.purse.spent());
            state.scopes.values().stream()
                    .sorted(java.util.Comparator.comparing(scope -> scope.path))
                    .forEach(scope -> {
                        text.append('\n').append(scope.path).append(scope.end);
                        for (NodeState node : scope.nodes) {
                            text.append(' ')
                                    .append(node.node.name())
                                    .append(node.end)
                                    .append(node.assurance);
                        }
                    });
            return text.toString();
        }
    }
}
