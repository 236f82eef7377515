package io.github.smallwright.agents.local.internal;

import io.github.smallwright.agents.local.LocalModel;
import io.github.smallwright.agents.local.internal.WorkerProcess.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;

/** The one lane of all local models: a thread that runs calls in turn, so that no two workers decode at once. */
public final class LocalWorkers implements AutoCloseable {

    private final WorkerConfig config;
    private final Map<Path, WorkerSlot> slots = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final ScheduledThreadPoolExecutor lane;

    public LocalWorkers(WorkerConfig config) {
        this.config = config;
        this.lane = new ScheduledThreadPoolExecutor(1, Threads.daemon("local-lane"));
        lane.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        lane.setRemoveOnCancelPolicy(true);
    }

    /** An id for the next message; no two calls have the same. */
    public long nextId() {
        return ids.incrementAndGet();
    }

    /** Starts a call; the result cancels it. */
    public Runnable ask(LocalModel model, Path file, Message.Ask ask, LocalCall.Listener listener) {
        WorkerSlot slot = slot(model, file);
        LocalCall call = new LocalCall(slot, ask, config, listener);
        try {
            lane.execute(() -> {
                call.run();
                stopWhenIdle(slot);
            });
        } catch (RejectedExecutionException e) {
            listener.onError(slot.failure("its provider is closed", "open another one"));
        }
        return call::cancel;
    }

    /** The tokens of a conversation; loads the model if need be. */
    public Mono<Integer> count(LocalModel model, Path file, List<Message.Chat> messages) {
        return Mono.<Integer>create(sink -> {
                    CompletableFuture<Integer> result = count(slot(model, file), messages);
                    CompletableFuture<Integer> unused = result.whenComplete((tokens, error) -> {
                        if (error == null) {
                            sink.success(tokens);
                        } else {
                            sink.error(error);
                        }
                    });
                })
                .timeout(config.load().plus(config.silence()));
    }

    private CompletableFuture<Integer> count(WorkerSlot slot, List<Message.Chat> messages) {
        CompletableFuture<Integer> result = new CompletableFuture<>();
        WorkerProcess running = slot.running();
        if (running != null) {
            count(slot, running, messages, result);
            return result;
        }
        try {
            lane.execute(() -> {
                try {
                    count(slot, slot.ready(), messages, result);
                    stopWhenIdle(slot);
                } catch (InterruptedException e) {
                    result.completeExceptionally(slot.failure("its provider was closed", "open it again"));
                    Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                    result.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(slot.failure("its provider is closed", "open another one"));
        }
        return result;
    }

    private void count(
            WorkerSlot slot, WorkerProcess worker, List<Message.Chat> messages, CompletableFuture<Integer> result) {
        long id = nextId();
        slot.touch();
        worker.say(new Message.Count(id, messages, null), event -> {
            worker.forget(id);
            if (event instanceof Event.Gone gone) {
                result.completeExceptionally(slot.failure(gone.reason(), "the next call starts it again"));
            } else if (event instanceof Event.Said said && said.message() instanceof Message.Counted counted) {
                result.complete(counted.tokens());
            } else {
                result.completeExceptionally(slot.failure("it could not count: " + event, "report this"));
            }
        });
    }

    /** The process id of a model's worker, if one is up. */
    public Optional<Long> pid(Path file) {
        return Optional.ofNullable(slots.get(file))
                .flatMap(slot -> Optional.ofNullable(slot.running()))
                .map(WorkerProcess::pid);
    }

    private WorkerSlot slot(LocalModel model, Path file) {
        return slots.computeIfAbsent(file, path -> new WorkerSlot(model, path, config));
    }

    private void stopWhenIdle(WorkerSlot slot) {
        if (!lane.isShutdown()) {
            Runnable check = () -> {
                if (slot.isIdle()) {
                    slot.end(false);
                }
            };
            ScheduledFuture<?> unused = lane.schedule(check, config.idle().toMillis() + 1, TimeUnit.MILLISECONDS);
        }
    }

    /** Ends all workers; open calls end with an error. */
    @Override
    public void close() {
        lane.shutdownNow();
        slots.values().forEach(slot -> slot.end(false));
    }
}
