package io.github.smallwright.agents.local.internal;

import io.github.smallwright.agents.local.FetchListener;
import io.github.smallwright.agents.local.LocalModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A model's file that is not complete yet, beside the place where it will be. */
record PartFile(Path path, LocalModel model, FetchListener listener) {

    /** This folder cannot be written to, or is full. */
    static final class Unwritable extends IOException {
        private static final long serialVersionUID = 1;

        Unwritable(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    long size() throws IOException {
        return Files.exists(path) ? Files.size(path) : 0;
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    /** Adds everything the stream has; refuses to grow beyond the model's size. */
    void append(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long size = size();
        try (OutputStream out = open()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (Thread.interrupted()) {
                    throw new InterruptedIOException("the fetch was cancelled");
                }
                size += n;
                if (size > model.bytes()) {
                    throw new IOException("it has more than the %d bytes of the model".formatted(model.bytes()));
                }
                write(out, buffer, n);
                listener.onProgress(size, model.bytes());
            }
        }
    }

    /** Whether size and SHA-256 are the model's. */
    boolean isSound() throws IOException {
        return size() == model.bytes() && Digest.of(path).equals(model.sha256());
    }

    void moveTo(Path target) throws IOException {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private OutputStream open() throws IOException {
        try {
            return Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new Unwritable(e);
        }
    }

    private static void write(OutputStream out, byte[] buffer, int length) throws IOException {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw new Unwritable(e);
        }
    }
}
