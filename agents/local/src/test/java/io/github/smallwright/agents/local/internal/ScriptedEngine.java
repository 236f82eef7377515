package io.github.smallwright.agents.local.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Writes numbers until it is cancelled or has written as many as it may. */
final class ScriptedEngine implements Engine {

    @Override
    public Message.Done generate(Message.Ask ask, Consumer<String> onToken, BooleanSupplier cancelled) {
        for (int i = 1; i <= ask.max(); i++) {
            onToken.accept(i + " ");
            pause();
            if (cancelled.getAsBoolean()) {
                return new Message.Done(ask.id(), "cancelled", 1, i);
            }
        }
        return new Message.Done(ask.id(), "length", 1, ask.max());
    }

    private static void pause() {
        try {
            if (new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts this latch down");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int count(Message.Count count) {
        String text = count.text();
        if (text == null) {
            throw new Refused("only texts are counted here");
        }
        return text.length();
    }
}
