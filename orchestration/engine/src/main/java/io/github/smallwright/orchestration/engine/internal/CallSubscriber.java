package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.agents.Reply;
import io.github.smallwright.agents.Signal;
import io.github.smallwright.agents.TaskId;
import io.github.smallwright.orchestration.bus.Bus;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Operators;

/** Listens to one call: tokens pass by, the reply or the failure becomes an input, and the slot is given back once. */
final class CallSubscriber implements CoreSubscriber<Signal>, Disposable {

    private final Runner runner;
    private final TaskId task;
    private final String model;
    private final Lane lane;
    private final Map<TaskId, Disposable> going;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Subscription subscription = Operators.emptySubscription();
    private boolean begun;
    private boolean answered;

    CallSubscriber(Runner runner, TaskId task, String model, Lane lane, Map<TaskId, Disposable> going) {
        this.runner = runner;
        this.task = task;
        this.model = model;
        this.lane = lane;
        this.going = going;
    }

    @Override
    public void onSubscribe(Subscription upstream) {
        subscription = upstream;
        if (ended.get()) {
            upstream.cancel();
        } else {
            upstream.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(Signal signal) {
        if (ended.get()) {
            return;
        }
        if (signal instanceof Signal.Token token) {
            begun = true;
            runner.signals.draft(task, token.text());
        } else if (signal instanceof Reply reply && !answered) {
            answered = true;
            String digest = runner.keep(reply.artefact());
            var money = runner.state.purse.cost(
                    model, reply.usage().promptTokens(), reply.usage().replyTokens());
            runner.offer(new Input.Answered(task, digest, reply, money, runner.now()));
        } else if (signal instanceof Signal.TryFailed it) {
            runner.offer(new Input.Retried(task, it.number(), it.reason(), it.usage()));
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (end() && !answered) {
            String reason = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
            boolean undeliverable = failure instanceof Bus.UndeliverableException;
            runner.offer(new Input.Broken(task, reason, begun, undeliverable, runner.now()));
        }
    }

    @Override
    public void onComplete() {
        if (end() && !answered) {
            runner.offer(new Input.Broken(task, "the agent ended without a reply", begun, false, runner.now()));
        }
    }

    @Override
    public void dispose() {
        if (end()) {
            subscription.cancel();
        }
    }

    @Override
    public boolean isDisposed() {
        return ended.get();
    }

    private boolean end() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        going.remove(task, this);
        lane.release();
        return true;
    }
}
