package io.github.smallwright.tools.sandbox.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps what a process prints up to a limit, beyond which it calls {@code onExceeded} and drops the rest. */
final class BoundedOutput {
    private final int limit;
    private final Runnable onExceeded;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicBoolean exceeded = new AtomicBoolean();
    private final CountDownLatch ends = new CountDownLatch(2);

    BoundedOutput(int limit, Runnable onExceeded) {
        this.limit = limit;
        this.onExceeded = onExceeded;
    }

    void drainOut(InputStream stream, int spare) {
        drain(stream, out, limit + spare);
    }

    void drainErr(InputStream stream) {
        drain(stream, err, limit);
    }

    boolean awaitEnd() throws InterruptedException {
        return ends.await(2, TimeUnit.SECONDS);
    }

    boolean exceeded() {
        return exceeded.get();
    }

    byte[] out() {
        return out.toByteArray();
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private void drain(InputStream stream, ByteArrayOutputStream kept, int most) {
        byte[] block = new byte[8192];
        try {
            for (int n = stream.read(block); n >= 0; n = stream.read(block)) {
                if (kept.size() + n > most) {
                    exceeded.set(true);
                    onExceeded.run();
                    return;
                }
                kept.write(block, 0, n);
            }
        } catch (IOException closed) {
            // The process was killed: what came until then is kept.
            return;
        } finally {
            ends.countDown();
        }
    }
}
