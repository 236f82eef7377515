package io.github.smallwright.orchestration.engine.internal;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * One timer for all that a run waits for: set to the earliest time asked for, and looked at again when it rings. So a call
 * that is answered in time costs no timer of its own.
 */
final class Alarm {

    private final Scheduler clock;
    private final Runnable ring;
    private long set = Long.MAX_VALUE;
    private @Nullable Disposable timer;
    private boolean disposed;

    Alarm(Scheduler clock, Runnable ring) {
        this.clock = clock;
        this.ring = ring;
    }

    synchronized void at(long time) {
        if (time >= set || disposed) {
            return;
        }
        if (timer != null) {
            timer.dispose();
        }
        set = time;
        long delay = Math.max(1, time - clock.now(TimeUnit.MILLISECONDS));
        timer = clock.schedule(this::rings, delay, TimeUnit.MILLISECONDS);
    }

    private void rings() {
        synchronized (this) {
            set = Long.MAX_VALUE;
            if (disposed) {
                return;
            }
        }
        ring.run();
    }

    synchronized void dispose() {
        disposed = true;
        if (timer != null) {
            timer.dispose();
        }
    }
}
