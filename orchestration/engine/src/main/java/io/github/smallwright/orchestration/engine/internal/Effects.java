package io.github.smallwright.orchestration.engine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smallwright.agents.Candidate;
import io.github.smallwright.agents.Prompt;
import io.github.smallwright.agents.RepairPrompt;
import io.github.smallwright.agents.Reply;
import io.github.smallwright.agents.Task;
import io.github.smallwright.agents.TaskId;
import io.github.smallwright.agents.Turn;
import io.github.smallwright.agents.Usage;
import io.github.smallwright.agents.Verdict;
import io.github.smallwright.orchestration.bus.Address;
import io.github.smallwright.orchestration.graph.Condition;
import io.github.smallwright.orchestration.graph.GateUse;
import io.github.smallwright.orchestration.graph.Node;
import io.github.smallwright.tools.ToolCall;
import io.github.smallwright.tools.ToolResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Does the work that commands name, and offers what comes of it to the runner as inputs. */
final class Effects implements Consumer<Command> {

    private static final Duration GATE_LIMIT = Duration.ofMinutes(3);
    private static final Duration COUNT_LIMIT = Duration.ofMinutes(2);

    private final Runner runner;
    private final Map<TaskId, Disposable> going = new ConcurrentHashMap<>(4);
    private final Map<TaskId, List<Turn>> prompts = new HashMap<>(4);

    Effects(Runner runner) {
        this.runner = runner;
    }

    @Override
    public void accept(Command command) {
        if (command instanceof Command.Render it) {
            render(it.task());
        } else if (command instanceof Command.Queue it) {
            runner.endpoints.lane(it.lane()).request(runner);
        } else if (command instanceof Command.Ask it) {
            ask(it.task());
        } else if (command instanceof Command.RunGate it) {
            gate(it.task());
        } else if (command instanceof Command.ReadJudge it) {
            readJudge(it.task());
        } else if (command instanceof Command.Evaluate it) {
            evaluate(it.scope(), it.edge());
        } else if (command instanceof Command.Prepare it) {
            prepare(it.scope(), it.node());
        } else if (command instanceof Command.Invoke it) {
            invoke(it.task());
        } else if (command instanceof Command.Collect it) {
            collect(it.scope(), it.node());
        } else if (command instanceof Command.StopNode it) {
            stopNode(it.scope(), it.node());
        } else if (command instanceof Command.Wake it) {
            runner.wake(it.at());
        } else if (command instanceof Command.Stop it) {
            stop(it.task());
        }
    }

    void stopAll() {
        List.copyOf(going.keySet()).forEach(this::stop);
    }

    private void stopNode(String scope, String node) {
        prompts.keySet()
                .removeIf(task -> task.scope().equals(scope) && task.node().equals(node));
        for (TaskId task : going.keySet()) {
            if (task.scope().equals(scope) && task.node().equals(node)) {
                stop(task);
            }
        }
    }

    private void prepare(String path, String name) {
        NodeState node = runner.state.scope(path).node(name);
        try {
            JsonNode value = Instances.prepare(runner.values, node);
            int count = value.isArray() ? value.size() : 1;
            String digest = runner.keep(value.toString());
            runner.offer(new Input.Prepared(path, name, digest, count, null, runner.now()));
        } catch (IllegalArgumentException e) {
            runner.offer(new Input.Prepared(path, name, null, 0, e.getMessage(), runner.now()));
        }
    }

    private void invoke(TaskId task) {
        NodeState node = runner.state.node(task);
        if (node == null || !(node.node instanceof Node.ToolNode call)) {
            return;
        }
        Mono<ToolResult> result;
        try {
            result = call.tool().call(new ToolCall(task.toString(), Instances.arguments(runner.values, node)));
        } catch (RuntimeException e) {
            result = Mono.error(e);
        }
        String name = call.tool().spec().name();
        track(
                task,
                result.switchIfEmpty(Mono.error(() -> new IllegalStateException("it gave no result")))
                        .map(it -> Instances.readable(call, it))
                        .doFinally(end -> going.remove(task))
                        .subscribe(
                                it -> runner.offer(returned(task, name, it)),
                                problem ->
                                        runner.offer(returned(task, name, new ToolResult.Failed(problem.toString())))));
    }

    private Input.Returned returned(TaskId task, String tool, ToolResult result) {
        if (result instanceof ToolResult.Done done) {
            return new Input.Returned(task, runner.keep(done.content()), "", runner.now());
        }
        String problem = ((ToolResult.Failed) result).problem();
        return new Input.Returned(task, null, "Tool '%s' failed: %s".formatted(tool, problem), runner.now());
    }

    private void collect(String path, String name) {
        NodeState map = runner.state.scope(path).node(name);
        String digest = runner.keep(Instances.collect(runner.values, map).toString());
        runner.offer(new Input.Collected(path, name, digest, runner.now()));
    }

    private void stop(TaskId task) {
        prompts.remove(task);
        Disposable work = going.remove(task);
        if (work != null) {
            work.dispose();
        }
    }

    private @Nullable CallState call(TaskId task) {
        CallState call = runner.state.current(task);
        return call == null || call.agent == null ? null : call;
    }

    private void render(TaskId task) {
        CallState call = call(task);
        if (call == null || call.agent == null) {
            return;
        }
        List<Turn> turns;
        try {
            turns = turns(call, call.agent.prompt());
        } catch (RuntimeException e) {
            runner.offer(new Input.Unrenderable(
                    task,
                    "The prompt of agent '%s' cannot be rendered: %s".formatted(call.agent.name(), e.getMessage()),
                    runner.now()));
            return;
        }
        prompts.put(task, turns);
        Mono<Integer> count = runner.endpoints.endpoint(call.model).counter().count(turns);
        if (count instanceof Callable<?> || count instanceof reactor.core.Fuseable.ScalarCallable<?>) {
            count.subscribe(
                    tokens -> runner.offer(new Input.Rendered(task, tokens, runner.now())),
                    problem -> uncounted(task, problem));
            return;
        }
        track(
                task,
                count.timeout(COUNT_LIMIT, runner.clock)
                        .doFinally(end -> going.remove(task))
                        .subscribe(
                                tokens -> runner.offer(new Input.Rendered(task, tokens, runner.now())),
                                problem -> uncounted(task, problem)));
    }

    private void uncounted(TaskId task, Throwable problem) {
        runner.offer(
                new Input.Unrenderable(task, "The prompt cannot be counted: " + problem.getMessage(), runner.now()));
    }

    private List<Turn> turns(CallState call, Prompt prompt) {
        List<Turn> turns = prompt.render(slot -> runner.values.text(call.node, slot.path()));
        Attempt attempt = call.node.attempt;
        if (!call.repairs() || attempt == null || call.agent == null) {
            return turns;
        }
        Reply unread = new Reply(
                runner.values.content(attempt.unread),
                Reply.Finish.STOP,
                Usage.NONE,
                Optional.ofNullable(attempt.unreadable));
        return RepairPrompt.turns(turns, call.agent.output(), unread);
    }

    private void ask(TaskId task) {
        CallState call = call(task);
        if (call == null || call.agent == null) {
            return;
        }
        List<Turn> turns = prompts.remove(task);
        if (turns == null) {
            turns = turns(call, call.agent.prompt());
        }
        Task sent = new Task(task, turns, call.agent.output(), call.seed, call.temperature, call.maxTokens);
        if (call.generates() && call.node.interruptions > 0) {
            runner.signals.restarted(task);
        }
        CallSubscriber subscriber = new CallSubscriber(
                runner, task, call.model, runner.endpoints.lane(runner.state.laneOf.apply(call.model)), going);
        going.put(task, subscriber);
        runner.bus.ask(new Address(call.agent.name(), call.model), sent).subscribe(subscriber);
    }

    private void track(TaskId task, Disposable work) {
        if (!work.isDisposed()) {
            going.put(task, work);
            if (work.isDisposed()) {
                going.remove(task, work);
            }
        }
    }

    private void gate(TaskId task) {
        NodeState node = runner.state.node(task);
        if (node == null || !(RunState.nextGate(node) instanceof GateUse.Check check) || node.attempt == null) {
            return;
        }
        Mono<Verdict> verdict;
        try {
            verdict = check.gate().judge(candidate(node, check, String.valueOf(node.attempt.digest)));
        } catch (RuntimeException e) {
            verdict = Mono.error(e);
        }
        Mono<Verdict> judged = verdict.switchIfEmpty(Mono.error(() -> new IllegalStateException("it gave no verdict")));
        if (!(verdict instanceof Callable<?>)) {
            judged = judged.timeout(GATE_LIMIT, runner.clock);
        }
        track(
                task,
                judged.doFinally(end -> going.remove(task))
                        .subscribe(
                                it -> runner.offer(new Input.Decided(task, it, runner.now())),
                                problem -> runner.offer(new Input.Decided(
                                        task,
                                        new Verdict.Unsure(
                                                Verdict.Cause.ENVIRONMENT,
                                                "Gate '%s' failed: %s".formatted(check.name(), problem.getMessage())),
                                        runner.now()))));
    }

    private Candidate candidate(NodeState node, GateUse.Check check, String digest) {
        Map<String, String> arguments = new HashMap<>(2);
        check.arguments()
                .forEach((name, path) -> arguments.put(
                        name,
                        runner.values
                                .text(node, path)
                                .orElseThrow(() -> new IllegalStateException(
                                        "its argument '%s' reads '%s', which is missing".formatted(name, path)))));
        return new Candidate(
                runner.values.content(digest),
                ((Node.AgentNode) node.node).agent().output(),
                digest,
                arguments);
    }

    private void readJudge(TaskId task) {
        CallState call = call(task);
        if (call == null) {
            return;
        }
        Node.AgentNode declared = (Node.AgentNode) call.node.node;
        GateUse.Judge judge = (GateUse.Judge) Parts.gateUse(declared, task.part());
        runner.offer(new Input.Decided(task, Judging.read(runner.values, call, judge), runner.now()));
    }

    private void evaluate(String path, int edge) {
        ScopeState scope = runner.state.scopes.get(path);
        Condition when =
                scope == null ? null : scope.shape.edges().get(edge).when().orElse(null);
        if (scope == null || when == null) {
            return;
        }
        try {
            boolean holds = when.holds(runner.values.visible(scope, when.roots()));
            runner.offer(new Input.Evaluated(path, edge, holds, null, runner.now()));
        } catch (Condition.ConditionException e) {
            runner.offer(new Input.Evaluated(path, edge, false, e.getMessage(), runner.now()));
        }
    }
}
