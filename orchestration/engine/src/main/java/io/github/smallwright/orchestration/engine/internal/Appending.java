package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.orchestration.journal.Journal;
import io.github.smallwright.orchestration.run.RunEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** One append at a time: done at once by a journal in memory, or later, and then the callback is told. */
final class Appending {

    private static final int BEGUN = 0;
    private static final int DONE = 1;
    private static final int LEFT = 2;

    private final Consumer<@Nullable Throwable> later;
    private @Nullable Throwable failure;

    Appending(Consumer<@Nullable Throwable> later) {
        this.later = later;
    }

    /** The failure of an append that was done at once. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** True if it is done already; else the callback comes when it is. */
    boolean append(Journal journal, String run, long seq, List<RunEvent> batch, Map<String, String> content) {
        Wait wait = new Wait();
        journal.append(run, seq, batch, content).subscribe(wait);
        return !wait.phase.compareAndSet(BEGUN, LEFT);
    }

    private final class Wait implements CoreSubscriber<Void> {
        private final AtomicInteger phase = new AtomicInteger(BEGUN);

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Void nothing) {}

        @Override
        public void onError(Throwable problem) {
            end(problem);
        }

        @Override
        public void onComplete() {
            end(null);
        }

        private void end(@Nullable Throwable problem) {
            if (phase.get() == BEGUN) {
                failure = problem;
                if (phase.compareAndSet(BEGUN, DONE)) {
                    return;
                }
                failure = null;
            }
            later.accept(problem);
        }
    }
}
