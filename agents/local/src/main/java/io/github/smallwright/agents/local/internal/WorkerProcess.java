package io.github.smallwright.agents.local.internal;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A running worker as its parent sees it. Every listener hears {@link Event.Gone} if the worker ends. */
final class WorkerProcess implements AutoCloseable {

    private static final long POLL_MILLIS = 100;
    private static final long HELLO_SECONDS = 5;

    private final Process process;
    private final Path folder;
    private final Tail tail;
    private final Line line;
    private final Map<Long, Consumer<Event>> listeners = new ConcurrentHashMap<>();
    private volatile boolean gone;

    private WorkerProcess(Process process, Path folder, Tail tail, Line line) {
        this.process = process;
        this.folder = folder;
        this.tail = tail;
        this.line = line;
    }

    /** What a listener hears. */
    sealed interface Event {
        /** The worker said something. */
        record Said(Message message) implements Event {}

        /** The worker has ended. */
        record Gone(String reason) implements Event {}
    }

    /** Starts a worker and waits for its connection, at most as long as loading may take. */
    static WorkerProcess start(WorkerConfig config) throws IOException {
        Path folder = Files.createTempDirectory("smallwright-worker-");
        Process process = null;
        try (Endpoint endpoint = Endpoint.in(folder)) {
            byte[] secret = new byte[32];
            new SecureRandom().nextBytes(secret);
            String token = HexFormat.of().formatHex(secret);
            process = launch(config, endpoint.address(), folder);
            Process started = process;
            Tail tail = new Tail();
            Threads.start("worker-output", () -> tail.drain(started.getInputStream()));
            tell(process, token);
            Line line = connected(config, endpoint, process, tail, token);
            WorkerProcess worker = new WorkerProcess(process, folder, tail, line);
            Threads.start("worker-reader", worker::listen);
            return worker;
        } catch (IOException | RuntimeException e) {
            if (process != null) {
                process.destroyForcibly();
            }
            Quietly.deleteTree(folder);
            throw e;
        }
    }

    private static Process launch(WorkerConfig config, String address, Path folder) throws IOException {
        // the runtime unpacks its native library there; a shared folder would be a race
        Path unpacked = Files.createDirectory(folder.resolve("native"));
        List<String> command = new ArrayList<>(config.command());
        command.addAll(List.of("-Dde.kherud.llama.tmpdir=" + unpacked, "-Djava.io.tmpdir=" + unpacked));
        // a native fault leaves its report with the worker, not in the user's folder
        command.addAll(List.of("-XX:ErrorFile=" + folder.resolve("fault.log"), "-XX:-CreateCoredumpOnCrash"));
        command.addAll(List.of(WorkerMain.class.getName(), address, folder.toString()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static Line connected(WorkerConfig config, Endpoint endpoint, Process process, Tail tail, String token)
            throws IOException {
        long end = System.nanoTime() + config.load().toNanos();
        while (System.nanoTime() < end) {
            Optional<SocketChannel> channel = endpoint.accept(POLL_MILLIS);
            if (channel.isPresent()) {
                Line line = new Line(channel.get());
                if (says(line, new Message.Hello(token))) {
                    return line;
                }
                line.close();
            }
            if (!process.isAlive()) {
                throw new IOException("it ended with status %d: %s".formatted(process.exitValue(), tail.reason()));
            }
        }
        throw new IOException(
                "it did not connect within %d s".formatted(config.load().toSeconds()));
    }

    /** Whether this is the first message; somebody who says nothing is cut off. */
    private static boolean says(Line line, Message expected) {
        CompletableFuture<Void> watch = CompletableFuture.runAsync(
                line::close, CompletableFuture.delayedExecutor(HELLO_SECONDS, TimeUnit.SECONDS));
        try {
            return line.receive().equals(Optional.of(expected));
        } catch (IOException e) {
            return false;
        } finally {
            watch.cancel(false);
        }
    }

    /** A process that has ended already is found out when it does not connect. */
    private static void tell(Process process, String token) {
        try {
            process.outputWriter(StandardCharsets.UTF_8).append(token + "\n").flush();
        } catch (IOException e) {
            process.destroy();
        }
    }

    private void listen() {
        try {
            for (Optional<Message> next = line.receive(); next.isPresent(); next = line.receive()) {
                Message message = next.get();
                Consumer<Event> listener = listeners.get(message instanceof Message.Loaded ? 0L : message.id());
                if (listener != null) {
                    listener.accept(new Event.Said(message));
                }
            }
        } catch (IOException e) {
            // as good as the end of the stream
            gone = true;
        }
        close();
        Event event = new Event.Gone("%s: %s".formatted(status(), tail.reason()));
        listeners.values().forEach(listener -> listener.accept(event));
    }

    private String status() {
        try {
            return process.waitFor(2, TimeUnit.SECONDS)
                    ? "its process ended with status " + process.exitValue()
                    : "its connection broke";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "its connection broke";
        }
    }

    /** Says something and lets the listener hear every answer to it, until {@link #forget}. */
    void say(Message message, Consumer<Event> listener) {
        listeners.put(message.id(), listener);
        say(message);
        if (gone) {
            listener.accept(new Event.Gone("its process has ended: " + tail.reason()));
        }
    }

    void say(Message message) {
        try {
            line.send(message);
        } catch (IOException e) {
            // the reading thread tells all listeners
            line.close();
        }
    }

    void forget(long id) {
        listeners.remove(id);
    }

    boolean isGone() {
        return gone || !process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        gone = true;
        line.close();
        process.destroyForcibly();
        Quietly.deleteTree(folder);
    }
}
