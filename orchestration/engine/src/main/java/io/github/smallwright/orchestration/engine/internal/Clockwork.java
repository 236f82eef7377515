package io.github.smallwright.orchestration.engine.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/**
 * Wakes runs for which something falls due. One timer looks at all runs every few milliseconds and stops when there have
 * been none for a while: a timer for each call, or even for each run, would cost more than the run's own work.
 */
final class Clockwork {

    private static final long TICK_MILLIS = 10;
    private static final int IDLE_TICKS = 100;

    private final Scheduler clock;
    private final Set<Runner> runs = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ticking = new AtomicBoolean();
    private final Disposable.Swap timer = Disposables.swap();
    private int idle;

    Clockwork(Scheduler clock) {
        this.clock = clock;
    }

    void watch(Runner run) {
        runs.add(run);
        if (!ticking.get() && ticking.compareAndSet(false, true)) {
            idle = 0;
            schedule();
        }
    }

    void forget(Runner run) {
        runs.remove(run);
    }

    /** The runs that go on. */
    Set<Runner> runs() {
        return runs;
    }

    private void schedule() {
        timer.replace(clock.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS));
    }

    private void tick() {
        long now = clock.now(TimeUnit.MILLISECONDS);
        for (Runner run : runs) {
            run.wakeIfDue(now);
        }
        idle = runs.isEmpty() ? idle + 1 : 0;
        if (idle < IDLE_TICKS) {
            schedule();
            return;
        }
        ticking.set(false);
        if (!runs.isEmpty() && ticking.compareAndSet(false, true)) {
            idle = 0;
            schedule();
        }
    }

    void stop() {
        timer.dispose();
    }
}
