package io.github.smallwright.orchestration.engine.internal;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The slots of one or several models, given out to runs in turn. Thread-safe. */
final class Lane {

    private final String name;
    private final int slots;
    private final Map<Runner, Integer> wanting = new LinkedHashMap<>();
    private final ArrayDeque<Runner> turns = new ArrayDeque<>();
    private int taken;

    Lane(String name, int slots) {
        this.name = name;
        this.slots = slots;
    }

    /** Asks for one slot; it comes as a call of {@link Runner#slotFree}, at once if one is free. */
    void request(Runner run) {
        if (slots != Integer.MAX_VALUE) {
            synchronized (this) {
                if (taken >= slots) {
                    if (wanting.merge(run, 1, Integer::sum) == 1) {
                        turns.add(run);
                    }
                    return;
                }
                taken++;
            }
        }
        run.slotFree(name);
    }

    /** Gives a slot back; the next run in turn gets it. */
    void release() {
        if (slots == Integer.MAX_VALUE) {
            return;
        }
        Runner next;
        synchronized (this) {
            next = nextInTurn();
            if (next == null) {
                taken--;
            }
        }
        if (next != null) {
            next.slotFree(name);
        }
    }

    private @Nullable Runner nextInTurn() {
        Runner next = turns.poll();
        if (next != null) {
            int left = wanting.merge(next, -1, Integer::sum);
            if (left > 0) {
                turns.add(next);
            } else {
                wanting.remove(next);
            }
        }
        return next;
    }

    /** The run wants no slots any more. */
    void forget(Runner run) {
        if (slots != Integer.MAX_VALUE) {
            synchronized (this) {
                if (wanting.remove(run) != null) {
                    turns.remove(run);
                }
            }
        }
    }
}
