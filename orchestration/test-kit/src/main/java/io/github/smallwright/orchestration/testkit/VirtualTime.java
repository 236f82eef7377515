package io.github.smallwright.orchestration.testkit;

import java.time.Duration;
import reactor.core.scheduler.Scheduler;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A clock that moves only when told to. Not a global one: runs that are given it live in it, nothing else does. */
public final class VirtualTime implements AutoCloseable {

    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();

    private VirtualTime() {}

    /** A clock at the epoch. */
    public static VirtualTime create() {
        return new VirtualTime();
    }

    /** The clock as runs and scripted models take it. */
    public Scheduler clock() {
        return scheduler;
    }

    /** Lets time pass; what falls due runs on the caller's thread. */
    public void pass(Duration time) {
        scheduler.advanceTimeBy(time);
    }

    @Override
    public void close() {
        scheduler.dispose();
    }
}
