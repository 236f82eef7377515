package io.github.smallwright.agents.local.internal;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a worker does: one thread listens to the parent, one writes replies, one after another. */
final class WorkerLoop {

    private final Line line;
    private final Function<Message.Load, Engine> loader;
    private final BlockingQueue<Message> work = new LinkedBlockingQueue<>();
    private final Set<Long> cancelled = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Engine engine;

    WorkerLoop(Line line, Function<Message.Load, Engine> loader) {
        this.line = line;
        this.loader = loader;
    }

    /** Serves until the parent is gone; the caller then ends the process, whatever is still being written. */
    void run() throws IOException {
        Threads.start("decoder", this::decode);
        for (Optional<Message> next = line.receive(); next.isPresent(); next = line.receive()) {
            Message message = next.get();
            if (message instanceof Message.Cancel cancel) {
                cancelled.add(cancel.id());
            } else if (message instanceof Message.Count && engine != null) {
                handle(message);
            } else {
                work.add(message);
            }
        }
    }

    private void decode() {
        try {
            while (true) {
                handle(work.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(Message message) {
        try {
            try {
                answer(message);
            } catch (RuntimeException e) {
                line.send(new Message.Failed(message.id(), String.valueOf(e.getMessage())));
            }
        } catch (IOException e) {
            // the parent is gone: the listening thread sees it too
            line.close();
        }
    }

    private void answer(Message message) throws IOException {
        if (message instanceof Message.Load load) {
            engine = loader.apply(load);
            line.send(new Message.Loaded());
        } else if (message instanceof Message.Count count) {
            line.send(new Message.Counted(count.id(), loaded().count(count)));
        } else if (message instanceof Message.Ask ask) {
            Message.Done done = cancelled.contains(ask.id())
                    ? new Message.Done(ask.id(), "cancelled", 0, 0)
                    : loaded().generate(ask, text -> token(ask.id(), text), () -> cancelled.contains(ask.id()));
            cancelled.remove(ask.id());
            line.send(done);
        }
    }

    private void token(long id, String text) {
        try {
            line.send(new Message.Token(id, text));
        } catch (IOException e) {
            // the parent is gone: stop decoding
            cancelled.add(id);
        }
    }

    private Engine loaded() {
        Engine loaded = engine;
        if (loaded == null) {
            throw new Engine.Refused("no model is loaded");
        }
        return loaded;
    }
}
