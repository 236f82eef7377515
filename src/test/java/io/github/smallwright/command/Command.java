package io.github.smallwright.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Starts the command in a process of its own, with the class path of the tests. */
public final class Command {

    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final Map<String, String> environment = new HashMap<>();
    private final List<String> options = new ArrayList<>();
    private final List<String> arguments;

    private Command(List<String> arguments) {
        this.arguments = arguments;
    }

    /** What a finished command leaves: its exit code and what it printed. */
    public record Finished(int code, String out, String err) {}

    /** The command with these arguments. */
    public static Command of(String... arguments) {
        return new Command(List.of(arguments));
    }

    /** A variable of the environment. */
    public Command with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** An option of the Java virtual machine. */
    public Command option(String option) {
        options.add(option);
        return this;
    }

    /** Runs to the end. */
    public Finished run() throws IOException, InterruptedException {
        try (Started started = start()) {
            return started.finish();
        }
    }

    /** Starts and comes back at once. */
    public Started start() throws IOException {
        List<String> line = new ArrayList<>();
        // a shell that started this build in the background has interrupts ignored, and children inherit that
        line.addAll(List.of("/usr/bin/env", "--default-signal=INT"));
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        line.addAll(options);
        line.addAll(
                List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        line.add("io.github.smallwright.orchestration.cli.Main");
        line.addAll(arguments);
        Path out = Files.createTempFile("smallwright", ".out");
        Path err = Files.createTempFile("smallwright", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new Started(builder.start(), out, err);
    }

    /** A command that may still run; closing it ends it for sure. */
    public record Started(Process process, Path out, Path err) implements AutoCloseable {

        /** What it has printed so far. */
        public String printed() throws IOException {
            return Files.readString(out, StandardCharsets.UTF_8);
        }

        /** Waits for these words on its standard output. */
        public void awaitWords(String words) throws IOException, InterruptedException {
            await("printing '" + words + "'", 60, () -> {
                try {
                    return printed().contains(words);
                } catch (IOException e) {
                    return false;
                }
            });
        }

        /** Waits for the end. */
        public Finished finish() throws IOException, InterruptedException {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("The command still runs after " + LIMIT + "; it printed: " + printed());
            }
            return new Finished(process.exitValue(), printed(), Files.readString(err, StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws IOException {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    /** Waits for the end of these processes; one that has ended and that nobody has collected yet has ended. */
    public static void awaitEnd(List<ProcessHandle> processes) throws InterruptedException {
        await("the end of " + processes, 20, () -> processes.stream().noneMatch(Command::runs));
    }

    private static boolean runs(ProcessHandle process) {
        try {
            return process.isAlive()
                    && !Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"))
                            .contains(") Z ");
        } catch (IOException e) {
            return process.isAlive();
        }
    }

    /** Looks again and again until it is so, for some seconds at most. */
    static void await(String what, int seconds, BooleanSupplier so) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within %d s: %s".formatted(seconds, what));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
