package io.github.smallwright.tools.sandbox.internal;

import io.github.smallwright.tools.SandboxLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/** Runs the steps of one job one after the other within one wall time; {@link #kill()} ends all that is running. */
public final class Jail {
    private final SandboxLimits limits;
    private final Scheduler readers;
    private final long deadline;
    private final AtomicReference<@Nullable Process> running = new AtomicReference<>();
    private final AtomicBoolean killed = new AtomicBoolean();

    public Jail(SandboxLimits limits, Scheduler readers) {
        this.limits = limits;
        this.readers = readers;
        this.deadline = System.nanoTime() + limits.wallTime().toNanos();
    }

    /** What one step left behind; {@code out} has one character per byte. {@code limit} is empty unless a limit ended it. */
    public record End(int code, String out, String err, String limit) {}

    /** Runs one command with this input; {@code spare} bytes of standard output are allowed beyond the job's limit. */
    public End run(List<String> command, byte[] input, int spare) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).start();
        running.set(process);
        if (killed.get()) {
            kill();
        }
        BoundedOutput output = new BoundedOutput(limits.outputBytes(), this::kill);
        Disposable out = readers.schedule(() -> output.drainOut(process.getInputStream(), spare));
        Disposable err = readers.schedule(() -> output.drainErr(process.getErrorStream()));
        Disposable in = readers.schedule(() -> feed(process, input));
        try {
            boolean ended = process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (!ended) {
                kill();
                process.waitFor(3, TimeUnit.SECONDS);
            }
            output.awaitEnd();
            return new End(
                    ended ? process.exitValue() : -1,
                    new String(output.out(), java.nio.charset.StandardCharsets.ISO_8859_1),
                    output.err(),
                    limit(ended, output, process));
        } finally {
            kill();
            closeQuietly(process.getInputStream());
            closeQuietly(process.getErrorStream());
            out.dispose();
            err.dispose();
            in.dispose();
        }
    }

    /** Kills the running step with all its processes; later steps are killed as they start. */
    public void cancel() {
        killed.set(true);
        kill();
    }

    private void kill() {
        Process process = running.get();
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private String limit(boolean ended, BoundedOutput output, Process process) {
        if (!ended) {
            return "wall time of " + seconds(limits.wallTime().toMillis());
        }
        if (output.exceeded()) {
            return "output of " + limits.outputBytes() + " bytes";
        }
        String text = output.err() + new String(output.out(), java.nio.charset.StandardCharsets.UTF_8);
        return Limits.named(limits, process.exitValue(), text);
    }

    private static String seconds(long millis) {
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(input);
        } catch (IOException gone) {
            // The process ended before it had read everything: its end code tells.
            return;
        }
    }

    private static void closeQuietly(InputStream stream) {
        try {
            stream.close();
        } catch (IOException gone) {
            // Nothing is read from it any more.
            return;
        }
    }
}
