package io.github.smallwright.agents.local.internal;

import io.github.smallwright.agents.local.internal.WorkerProcess.Event;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One call of a model, run by the lane's thread. */
public final class LocalCall implements Runnable {

    /** Hears a call, one thing at a time. */
    public interface Listener {
        void onToken(String text);

        void onDone(Message.Done done, String text);

        void onError(Throwable error);
    }

    private final WorkerSlot slot;
    private final Message.Ask ask;
    private final WorkerConfig config;
    private final Listener listener;
    private final BlockingQueue<Optional<Event>> events = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private volatile boolean cancelled;

    LocalCall(WorkerSlot slot, Message.Ask ask, WorkerConfig config, Listener listener) {
        this.slot = slot;
        this.ask = ask;
        this.config = config;
        this.listener = listener;
    }

    /** From any thread, at any time. */
    void cancel() {
        cancelled = true;
        events.add(Optional.empty());
    }

    @Override
    public void run() {
        try {
            if (!cancelled) {
                WorkerProcess worker = slot.ready();
                if (!cancelled) {
                    converse(worker);
                }
            }
        } catch (InterruptedException e) {
            slot.end(false);
            fail(slot.failure("its provider was closed", "open it again"));
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void converse(WorkerProcess worker) throws InterruptedException {
        worker.say(ask, event -> events.add(Optional.of(event)));
        try {
            boolean open = true;
            while (open) {
                long limit = (cancelled ? config.cancel() : config.silence()).toMillis();
                Optional<Event> event = events.poll(limit, TimeUnit.MILLISECONDS);
                if (event == null) {
                    open = silent();
                } else if (event.isEmpty()) {
                    worker.say(new Message.Cancel(ask.id()));
                } else {
                    open = heard(event.get());
                }
            }
        } catch (RuntimeException e) {
            // the listener threw: nobody wants the rest
            slot.end(false);
            throw e;
        } finally {
            worker.forget(ask.id());
        }
    }

    private boolean silent() {
        slot.end(!cancelled);
        fail(slot.failure(
                "its worker said nothing for %d s".formatted(config.silence().toSeconds()), "try a shorter prompt"));
        return false;
    }

    private boolean heard(Event event) {
        if (event instanceof Event.Gone gone) {
            slot.end(true);
            fail(slot.failure(gone.reason(), "the next call starts it again"));
            return false;
        }
        Message message = ((Event.Said) event).message();
        if (message instanceof Message.Token token) {
            text.append(token.text());
            if (!cancelled) {
                listener.onToken(token.text());
            }
            return true;
        }
        slot.succeeded();
        if (message instanceof Message.Done done && !cancelled) {
            listener.onDone(done, text.toString());
        } else if (message instanceof Message.Failed failed) {
            fail(slot.failure(failed.problem(), "nothing was written"));
        }
        return false;
    }

    private void fail(RuntimeException problem) {
        if (!cancelled) {
            listener.onError(problem);
        }
    }
}
