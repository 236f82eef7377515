package io.github.smallwright.orchestration.cli;

import io.github.smallwright.orchestration.engine.Run;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C cancels the run, waits for its end to be shown, and only then lets the process go. */
final class Interrupt implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Thread hook;
    private final CountDownLatch shown = new CountDownLatch(1);
    private volatile boolean happened;

    private Interrupt(Run run) {
        hook = new Thread(() -> cancel(run), "smallwright-interrupt");
    }

    static Interrupt cancels(Run run) {
        Interrupt interrupt = new Interrupt(run);
        Runtime.getRuntime().addShutdownHook(interrupt.hook);
        return interrupt;
    }

    private void cancel(Run run) {
        happened = true;
        run.cancel("interrupted from the keyboard");
        try {
            if (!shown.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("The run did not end within " + PATIENCE.toSeconds() + " s of being cancelled.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.flush();
        Runtime.getRuntime().halt(Exit.CANCELLED);
    }

    boolean happened() {
        return happened;
    }

    @Override
    public void close() {
        shown.countDown();
        if (!happened) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
