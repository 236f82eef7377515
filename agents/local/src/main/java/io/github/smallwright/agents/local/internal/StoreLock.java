package io.github.smallwright.agents.local.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets one process at a time fetch a model; the system frees the lock of a process that dies. */
final class StoreLock implements AutoCloseable {

    private static final long POLL_MILLIS = 200;

    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    /** The lock; empty if somebody else holds it for longer than the limit. */
    static Optional<StoreLock> take(Path file, Duration limit, Runnable onWait)
            throws IOException, InterruptedException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        long end = System.nanoTime() + limit.toNanos();
        boolean taken = false;
        try {
            for (boolean first = true; !taken && System.nanoTime() < end; first = false) {
                taken = isFree(channel);
                if (!taken && first) {
                    onWait.run();
                }
                if (!taken && new CountDownLatch(1).await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("nobody counts this latch down");
                }
            }
            return taken ? Optional.of(new StoreLock(channel)) : Optional.empty();
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        Quietly.close(channel);
    }
}
