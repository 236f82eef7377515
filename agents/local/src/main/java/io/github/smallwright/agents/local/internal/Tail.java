package io.github.smallwright.agents.local.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Drains a process's output and keeps its last lines. */
final class Tail {

    private static final int LINES = 20;
    private static final int LENGTH = 300;
    private static final long WAIT_MILLIS = 500;

    private final Deque<String> lines = new ArrayDeque<>();
    private final CountDownLatch drained = new CountDownLatch(1);

    void drain(InputStream output) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                keep(line);
            }
        } catch (IOException e) {
            keep("(its output broke off: " + e.getMessage() + ")");
        } finally {
            drained.countDown();
        }
    }

    private synchronized void keep(String line) {
        if (lines.size() == LINES) {
            lines.removeFirst();
        }
        lines.addLast(line.length() > LENGTH ? line.substring(0, LENGTH) : line);
    }

    /** The lines that may tell why it ended: those about errors, else the last. For a process that has ended. */
    String reason() {
        try {
            if (!drained.await(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                keep("it said nothing more");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return pick();
    }

    private synchronized String pick() {
        return lines.stream()
                .filter(line -> line.matches("(?i).*(error|failed|exception|abort|assert|fatal).*"))
                .reduce((first, second) -> second)
                .orElse(lines.isEmpty() ? "it said nothing" : lines.getLast());
    }
}
