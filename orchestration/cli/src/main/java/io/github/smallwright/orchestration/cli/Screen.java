package io.github.smallwright.orchestration.cli;

import io.github.smallwright.orchestration.engine.Run;
import io.github.smallwright.orchestration.run.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Follows a run on a thread of its own, so that a slow terminal never slows the run. */
final class Screen implements AutoCloseable {

    private static final Duration LAST_LINES = Duration.ofSeconds(10);

    private final View view;
    private final Scheduler thread = Schedulers.newSingle("screen", true);
    private final CountDownLatch shown = new CountDownLatch(1);
    private Disposable following = () -> {};

    private Screen(View view) {
        this.view = view;
    }

    static Screen of(boolean json, boolean plain) {
        if (json) {
            return new Screen(new JsonView(System.out));
        }
        String term = System.getenv("TERM");
        boolean terminal = isTerminal() && term != null && !term.equals("dumb");
        return new Screen(plain || !terminal ? new PlainView(System.out) : tree());
    }

    /** The launcher knows whether standard output is a terminal; Java 17 cannot tell it from a pipe reliably. */
    static boolean isTerminal() {
        return Boolean.getBoolean("smallwright.terminal");
    }

    private static View tree() {
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .system(true)
                    .nativeSignals(false)
                    .dumb(true)
                    .build();
            boolean colour = System.getenv("NO_COLOR") == null
                    || System.getenv("NO_COLOR").isEmpty();
            return new TreeView(terminal, System.out, colour);
        } catch (IOException e) {
            return new PlainView(System.out);
        }
    }

    void follow(Run run) {
        Flux<Runnable> events = run.events().map(event -> () -> view.event(event));
        Flux<Runnable> signals = run.signals().map(signal -> () -> view.signal(signal));
        following = Flux.merge(events, signals)
                .publishOn(thread, 1)
                .doFinally(end -> shown.countDown())
                .subscribe(Runnable::run, problem -> System.err.println("Nothing more can be shown: " + problem));
    }

    /** Shows the outcome after the last event. */
    void end(Outcome outcome) {
        try {
            if (!shown.await(LAST_LINES.toMillis(), TimeUnit.MILLISECONDS)) {
                following.dispose();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        view.end(outcome);
    }

    @Override
    public void close() {
        following.dispose();
        thread.dispose();
        view.close();
    }
}
