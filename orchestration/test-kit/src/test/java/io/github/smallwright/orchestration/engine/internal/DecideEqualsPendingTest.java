package io.github.smallwright.orchestration.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smallwright.agents.Gate;
import io.github.smallwright.agents.ModelCard;
import io.github.smallwright.agents.Reply;
import io.github.smallwright.agents.TaskId;
import io.github.smallwright.agents.Usage;
import io.github.smallwright.agents.Verdict;
import io.github.smallwright.orchestration.graph.AgentGraph;
import io.github.smallwright.orchestration.graph.Node;
import io.github.smallwright.orchestration.run.Assurance;
import io.github.smallwright.orchestration.run.RunEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drives random graphs with random answers, without a runner, and holds the change-only work against the full scan. */
class DecideEqualsPendingTest {

    private static final int CASES = 2_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theWorkOfEachEventAddsUpToTheWorkThatIsPending(long seed) {
        Choices.hold(CASES, seed, choices -> new Drive(choices).toTheEnd());
    }

    /** One run, driven by hand. */
    private static final class Drive {
        private final Choices random;
        private final AgentGraph graph;
        private final RunState state;
        private final List<RunEvent> journal = new ArrayList<>();
        private final Set<Command> todo = new HashSet<>();
        private long now = 1;

        Drive(Choices random) {
            this.random = random;
            graph = RandomGraphs.graph(random);
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
                assertThat(++steps).as("steps").isLessThan(20_000);
                List<Command> open = new ArrayList<>(todo);
                open.sort(java.util.Comparator.comparing(Object::toString));
                answer(open.get(random.nextInt(open.size())));
                now += random.nextInt(50);
                if (random.nextInt(60) == 59) {
                    now += 150_000;
                    step(new Input.Tick(now));
                }
                if (random.nextInt(200) == 199) {
                    step(new Input.Cancel("enough", now));
                }
            }
            assertThat(todo).isEmpty();
            eachNodeEndedOnce();
            nothingClaimsMoreThanItsGatesGave();
            assertThat(refolded()).isEqualTo(describe(state));
        }

        private void answer(Command command) {
            if (command instanceof Command.Queue it) {
                // The lane is asked for once for each waiting call; which of them gets the slot is the decider's
                // choice.
                long before = state.seq;
                step(new Input.SlotFree(it.lane(), random.nextInt(1 << 20), now));
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
            } else if (command instanceof Command.Prepare it) {
                boolean broken = random.nextInt(20) == 19;
                int items =
                        state.scope(it.scope()).node(it.node()).node instanceof Node.MapNode ? random.nextInt(5) : 1;
                step(new Input.Prepared(
                        it.scope(), it.node(), broken ? null : "list", items, broken ? "no list" : null, now));
            } else if (command instanceof Command.Invoke it) {
                boolean failed = random.nextInt(4) == 3;
                step(new Input.Returned(it.task(), failed ? null : "result", "broken", now));
            } else if (command instanceof Command.Collect it) {
                step(new Input.Collected(it.scope(), it.node(), "collected", now));
            } else if (command instanceof Command.Evaluate it) {
                String error = random.nextInt(20) == 19 ? "no such value" : null;
                step(new Input.Evaluated(it.scope(), it.edge(), (random.nextInt(2) == 1), error, now));
            }
        }

        private void reply(Command.Ask it) {
            switch (random.nextInt(8)) {
                case 0 -> step(new Input.Broken(it.task(), "died", (random.nextInt(2) == 1), false, now));
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
                case 0 -> new Verdict.Revise("again", random.nextInt(100) / 100.0);
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
                        todo.removeIf(open -> stop.task().equals(task(open)));
                    } else if (command instanceof Command.StopNode stop) {
                        todo.removeIf(open -> belongs(open, stop));
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

        private static @Nullable TaskId task(Command open) {
            if (open instanceof Command.Render it) {
                return it.task();
            } else if (open instanceof Command.Queue it) {
                return it.task();
            } else if (open instanceof Command.Ask it) {
                return it.task();
            }
            if (open instanceof Command.Invoke it) {
                return it.task();
            }
            return open instanceof Command.RunGate it ? it.task() : null;
        }

        private static boolean belongs(Command open, Command.StopNode stop) {
            TaskId task = task(open);
            if (task != null) {
                return task.scope().equals(stop.scope()) && task.node().equals(stop.node());
            }
            return open.equals(new Command.Prepare(stop.scope(), stop.node()))
                    || open.equals(new Command.Collect(stop.scope(), stop.node()));
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

        private void nothingClaimsMoreThanItsGatesGave() {
            Set<String> proven = new HashSet<>();
            for (RunEvent event : journal) {
                if (event instanceof RunEvent.Judged it && it.verdict() instanceof Verdict.Accept) {
                    if (it.task().part().equals("gate[proof]")) {
                        proven.add(it.task().scope() + "|" + it.task().node() + "|" + it.digest());
                    }
                } else if (event instanceof RunEvent.NodeEnded it
                        && it.assurance() == Assurance.CHECKED
                        && !it.evidence().isEmpty()
                        && it.author() != null
                        && it.evidence().stream().noneMatch(one -> one.kind() != Gate.Kind.FORM)) {
                    throw new AssertionError(it + " is checked by nothing but its form");
                } else if (event instanceof RunEvent.NodeEnded it && it.assurance() == Assurance.CHECKED) {
                    String key = it.scope() + "|" + it.node() + "|" + it.digest();
                    boolean composite =
                            it.evidence().isEmpty() || proven.stream().noneMatch(key::equals);
                    assertThat(!composite || !proven.isEmpty())
                            .as("%s rests on some proof", it)
                            .isTrue();
                }
            }
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
