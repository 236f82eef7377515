package io.github.smallwright.orchestration.engine.internal;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of choices from which a random case is made. When a case fails, its sequence is cut down as long as it still
 * fails; a smaller choice is a simpler one (D. R. MacIver and A. F. Donaldson, Test-Case Reduction via Test-Case
 * Generation, 2020).
 */
final class Choices {

    private static final int TRIES = 2_000;

    private final @Nullable Random random;
    private int[] made;
    private int next;

    private Choices(@Nullable Random random, int[] made) {
        this.random = random;
        this.made = made;
    }

    /** A number from 0 to {@code bound}, exclusive. */
    int nextInt(int bound) {
        if (next == made.length) {
            made = Arrays.copyOf(made, Math.max(64, 2 * made.length));
            Arrays.fill(made, next, made.length, -1);
        }
        if (made[next] < 0) {
            made[next] = random == null ? 0 : random.nextInt(bound);
        }
        return made[next++] % bound;
    }

    /** Runs the case so many times; throws what the simplest failing case found threw. */
    static void hold(int cases, long seed, Consumer<Choices> each) {
        Random random = new Random(seed);
        for (int i = 0; i < cases; i++) {
            Choices choices = new Choices(random, new int[0]);
            Throwable failure = failure(choices, each);
            if (failure != null) {
                int[] smallest = shrunk(Arrays.copyOf(choices.made, choices.next), each);
                Throwable simplest = failure(new Choices(null, smallest), each);
                throw new AssertionError(
                        "Case %d of seed %d fails; simplest: %s".formatted(i, seed, Arrays.toString(smallest)),
                        simplest == null ? failure : simplest);
            }
        }
    }

    private static @Nullable Throwable failure(Choices choices, Consumer<Choices> each) {
        try {
            each.accept(choices);
            return null;
        } catch (AssertionError | RuntimeException e) {
            return e;
        }
    }

    private static int[] shrunk(int[] failing, Consumer<Choices> each) {
        int[] best = failing;
        int tries = 0;
        for (int block = Math.max(1, best.length / 2); block >= 1 && tries < TRIES; block /= 2) {
            for (int at = 0; at + block <= best.length && tries < TRIES; ) {
                tries++;
                int[] without = without(best, at, block);
                if (failure(new Choices(null, without), each) != null) {
                    best = without;
                } else {
                    at += block;
                }
            }
        }
        for (int at = 0; at < best.length && tries < TRIES; at++) {
            while (best[at] > 0 && tries++ < TRIES) {
                int[] lower = best.clone();
                lower[at] /= 2;
                if (failure(new Choices(null, lower), each) == null) {
                    break;
                }
                best = lower;
            }
        }
        return best;
    }

    private static int[] without(int[] all, int from, int length) {
        int[] rest = new int[all.length - length];
        System.arraycopy(all, 0, rest, 0, from);
        System.arraycopy(all, from + length, rest, from, rest.length - from);
        return rest;
    }
}
