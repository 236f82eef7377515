package io.github.smallwright.agents.local.internal;

import io.github.smallwright.agents.local.LocalModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The worker of one model: started when needed, restarted with a growing wait. Used by the lane's thread only. */
final class WorkerSlot {

    private final LocalModel model;
    private final Path file;
    private final WorkerConfig config;
    private volatile @Nullable WorkerProcess worker;
    private int failures;
    private volatile long lastUse;

    WorkerSlot(LocalModel model, Path file, WorkerConfig config) {
        this.model = model;
        this.file = file;
        this.config = config;
    }

    LocalModel model() {
        return model;
    }

    /** The worker if it is up; from any thread. */
    @Nullable
    WorkerProcess running() {
        WorkerProcess running = worker;
        return running == null || running.isGone() ? null : running;
    }

    /** The worker with its model loaded. */
    WorkerProcess ready() throws InterruptedException {
        touch();
        WorkerProcess running = running();
        if (running != null) {
            return running;
        }
        GgufHeader.refusal(file).ifPresent(problem -> {
            throw failure(problem, "run: smallwright models verify " + model.id());
        });
        if (worker != null) {
            // it ended by itself since its last call
            failures = Math.max(failures, 1);
        }
        pause(config.backOff(failures));
        try {
            WorkerProcess started = WorkerProcess.start(config);
            load(started);
            worker = started;
            touch();
            return started;
        } catch (IOException e) {
            failures++;
            throw failure("its worker did not start: " + e.getMessage(), "run: smallwright doctor");
        }
    }

    private void load(WorkerProcess started) throws InterruptedException {
        BlockingQueue<WorkerProcess.Event> events = new LinkedBlockingQueue<>();
        started.say(new Message.Load(file.toString(), model.contextTokens(), config.threads()), events::add);
        WorkerProcess.Event event = events.poll(config.load().toMillis(), TimeUnit.MILLISECONDS);
        if (event instanceof WorkerProcess.Event.Said said && said.message() instanceof Message.Loaded) {
            started.forget(0);
            return;
        }
        started.close();
        failures++;
        String problem =
                "its file was not loaded within %d s".formatted(config.load().toSeconds());
        if (event instanceof WorkerProcess.Event.Gone gone) {
            problem = "its worker ended while loading the file: " + gone.reason();
        } else if (event instanceof WorkerProcess.Event.Said said && said.message() instanceof Message.Failed failed) {
            problem = "its file could not be loaded: " + failed.problem();
        }
        throw failure(problem, "run: smallwright models verify " + model.id());
    }

    /** Nothing is to be heard here: the queue only gives the wait a limit. */
    private static void pause(Duration wait) throws InterruptedException {
        if (!wait.isZero()) {
            new LinkedBlockingQueue<Runnable>().poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    LocalModelException failure(String problem, String remedy) {
        return new LocalModelException("Local model '%s' failed: %s; %s".formatted(model.id(), problem, remedy));
    }

    void succeeded() {
        failures = 0;
        touch();
    }

    /** Ends the worker; with {@code isFailure} the next start waits. */
    void end(boolean isFailure) {
        WorkerProcess running = worker;
        worker = null;
        failures = isFailure ? failures + 1 : failures;
        if (running != null) {
            running.close();
        }
    }

    void touch() {
        lastUse = System.nanoTime();
    }

    boolean isIdle() {
        return worker != null && System.nanoTime() - lastUse >= config.idle().toNanos();
    }
}
