package io.github.smallwright.agents.local.internal;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Messages over a socket. One thread may receive while others send: the channel is used directly, because the streams
 * that Java 17 makes of one let a waiting reader block all writers.
 */
final class Line implements Closeable {

    static final int MAX_BYTES = 16 << 20;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(1 << 16).flip();
    private final Object writing = new Object();

    Line(SocketChannel channel) {
        this.channel = channel;
    }

    /** The next message; empty when the other side is gone. */
    Optional<Message> receive() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            if (!in.hasRemaining()) {
                in.clear();
                int n = channel.read(in);
                in.flip();
                if (n < 0) {
                    return Optional.empty();
                }
                continue;
            }
            byte next = in.get();
            if (next == '\n') {
                return Optional.of(Json.MAPPER.readValue(line.toByteArray(), Message.class));
            }
            line.write(next);
            if (line.size() > MAX_BYTES) {
                throw new IOException("a message is longer than %d bytes".formatted(MAX_BYTES));
            }
        }
    }

    void send(Message message) throws IOException {
        ByteBuffer out = StandardCharsets.UTF_8.encode(
                Json.MAPPER.writerFor(Message.class).writeValueAsString(message) + "\n");
        synchronized (writing) {
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }
    }

    @Override
    public void close() {
        Quietly.close(channel);
    }
}
