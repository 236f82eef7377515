package io.github.smallwright.agents.local.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Drains a process's output and keeps its last lines. */
final class Tail {

    private static final int LINES = 20;
    private static final int LENGTH = 300;

    private final Deque<String> lines = new ArrayDeque<>();

    void drain(InputStream output) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                keep(line);
            }
        } catch (IOException e) {
            keep("(its output broke off: " + e.getMessage() + ")");
        }
    }

    private synchronized void keep(String line) {
        if (lines.size() == LINES) {
            lines.removeFirst();
        }
        lines.addLast(line.length() > LENGTH ? line.substring(0, LENGTH) : line);
    }

    /** The lines that may tell why it ended: those about errors, else the last. */
    synchronized String reason() {
        return lines.stream()
                .filter(line -> line.matches("(?i).*(error|failed|exception|abort|assert|fatal).*"))
                .reduce((first, second) -> second)
                .orElse(lines.isEmpty() ? "it said nothing" : lines.getLast());
    }
}
