package io.github.smallwright.orchestration.engine.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.smallwright.orchestration.bus.Bus;
import io.github.smallwright.orchestration.engine.Run;
import io.github.smallwright.orchestration.graph.AgentGraph;
import io.github.smallwright.orchestration.journal.Journal;
import io.github.smallwright.orchestration.run.LiveSignal;
import io.github.smallwright.orchestration.run.Outcome;
import io.github.smallwright.orchestration.run.RunEvent;
import io.github.smallwright.orchestration.run.StopReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.concurrent.Queues;

/**
 * Drives one run: takes inputs one at a time on whichever thread brings them, lets the {@link Decider} turn each into
 * events, appends these to the journal as one batch, and only then does the work that they name.
 */
public final class Runner implements Run {

    final RunState state;
    final Values values;
    final Bus bus;
    final LiveSignals signals = new LiveSignals();
    final Endpoints endpoints;
    final Scheduler clock;

    private final Journal journal;
    private final ObjectNode inputs;
    private final SplittableRandom seeds;
    private final Effects effects;
    private volatile long wakeAt = Long.MAX_VALUE;
    private final Queue<Input> queue = Queues.<Input>unboundedMultiproducer().get();
    private final AtomicInteger driving = new AtomicInteger();
    private final Map<String, String> contents = new HashMap<>(8);
    private Map<String, String> fresh = new HashMap<>(4);
    private final Set<String> starved = new HashSet<>(0);
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final Appending appending = new Appending(this::appended);
    private List<RunEvent> batch = List.of();
    private Runnable onEnd = () -> {};

    /** A run that has not begun. */
    public Runner(
            AgentGraph graph,
            String id,
            ObjectNode inputs,
            Journal journal,
            Bus bus,
            Endpoints endpoints,
            Scheduler clock,
            long seed) {
        this.state = new RunState(graph, id, endpoints::card, endpoints::laneName);
        this.inputs = inputs;
        this.values = new Values(graph, inputs, contents);
        this.journal = journal;
        this.bus = bus;
        this.endpoints = endpoints;
        this.clock = clock;
        this.seeds = new SplittableRandom(seed);
        this.effects = new Effects(this);
    }

    /** Has something done once the run has ended; to be said before it starts. */
    void onEnd(Runnable action) {
        onEnd = action;
    }

    /** Begins, or ends at once if there is a reason not to. */
    public void start(@Nullable StopReason refusal) {
        String text = state.graph.withoutSecrets(inputs).toString();
        String digest = keep(text);
        offer(refusal == null ? new Input.Start(digest, now()) : new Input.Refuse(digest, refusal, now()));
    }

    long now() {
        return clock.now(TimeUnit.MILLISECONDS);
    }

    /** Keeps content until the next batch makes it durable; may be called from any thread. */
    String keep(String content) {
        String digest = Digests.sha256(content);
        synchronized (contents) {
            if (contents.putIfAbsent(digest, content) == null) {
                fresh.put(digest, content);
            }
        }
        return digest;
    }

    void slotFree(String lane) {
        offer(new Input.SlotFree(lane, 0, 0));
    }

    /** Takes an input from any thread and returns soon: if the run is being driven, whoever drives it goes on with it. */
    void offer(Input input) {
        queue.add(input);
        if (driving.getAndIncrement() == 0) {
            drive(1);
        }
    }

    private void drive(int claimed) {
        int missed = claimed;
        do {
            Input input;
            while ((input = queue.poll()) != null) {
                if (!step(input)) {
                    return;
                }
            }
            missed = driving.addAndGet(-missed);
        } while (missed != 0);
    }

    /** Whether driving may go on; if not, the journal's answer resumes it. */
    private boolean step(Input offered) {
        Input input = offered instanceof Input.SlotFree slot
                ? new Input.SlotFree(slot.lane(), seeds.nextLong() >>> 1, now())
                : offered;
        batch = Decider.accept(state, input);
        if (input instanceof Input.SlotFree slot) {
            giveBackUnused(slot.lane());
        }
        if (input instanceof Input.Tick) {
            rearm();
        }
        if (batch.isEmpty()) {
            return true;
        }
        Map<String, String> content = Map.of();
        synchronized (contents) {
            if (!fresh.isEmpty()) {
                content = fresh;
                fresh = new HashMap<>(4);
            }
        }
        return appending.append(journal, state.run, state.seq - batch.size(), batch, content) && act();
    }

    private void giveBackUnused(String lane) {
        for (RunEvent event : batch) {
            if (event instanceof RunEvent.Asked) {
                return;
            }
        }
        if (!state.waitingIn(lane).isEmpty()) {
            starved.add(lane);
        }
        endpoints.lane(lane).release();
    }

    /** Called by a journal that took its time; nobody else drives meanwhile. */
    private void appended(@Nullable Throwable failure) {
        if (failure == null ? act() : broken(failure)) {
            drive(driving.get());
        }
    }

    private boolean broken(Throwable failure) {
        effects.stopAll();
        finish(new Outcome.Failed(
                new StopReason(StopReason.Code.INTERNAL, "/", "The journal refused to append: " + failure.getMessage()),
                Outcomes.cost(state, now())));
        return false;
    }

    private boolean act() {
        Throwable failure = appending.failure();
        if (failure != null) {
            return broken(failure);
        }
        List<RunEvent> events = batch;
        boolean settled = false;
        for (RunEvent event : events) {
            Work.decide(state, event, effects);
            settled |= event instanceof RunEvent.Replied
                    || event instanceof RunEvent.CallFailed
                    || event instanceof RunEvent.TimedOut;
        }
        if (settled && !starved.isEmpty()) {
            List<String> again = new ArrayList<>(starved);
            starved.clear();
            again.forEach(lane -> endpoints.lane(lane).request(this));
        }
        if (state.end != null && !outcome.isDone()) {
            effects.stopAll();
            finish(Outcomes.of(state, values));
        }
        return true;
    }

    private void finish(Outcome end) {
        endpoints.forget(this);
        signals.end();
        onEnd.run();
        outcome.complete(end);
    }

    /** Asks to be woken at this time; only ever called by whoever drives the run. */
    void wake(long at) {
        if (at < wakeAt) {
            wakeAt = at;
        }
    }

    /** Called by the clockwork. */
    void wakeIfDue(long now) {
        if (now >= wakeAt) {
            wakeAt = Long.MAX_VALUE;
            offer(new Input.Tick(now));
        }
    }

    /** After a tick: when the next thing falls due. */
    private void rearm() {
        if (state.end == null) {
            wake(Timers.next(state));
        }
    }

    @Override
    public String id() {
        return state.run;
    }

    @Override
    public Mono<Outcome> outcome() {
        return Mono.fromFuture(outcome, true);
    }

    @Override
    public Flux<RunEvent> events() {
        return journal.read(state.run, 0);
    }

    @Override
    public Flux<LiveSignal> signals() {
        return signals.flux();
    }

    @Override
    public void cancel(String why) {
        offer(new Input.Cancel(why, now()));
    }

    @Override
    public Outcome await(Duration limit) {
        try {
            return outcome.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Run '%s' has not ended within %s".formatted(id(), limit), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for run '%s'".formatted(id()), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("An outcome is a value and never fails", e);
        }
    }
}
