package io.github.smallwright.agents.local.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Serves one file with ranges, and breaks off or falls silent once if told to. */
final class ScriptedServer implements AutoCloseable {

    final List<String> ranges = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final byte[] content;
    private volatile int breakAfter = Integer.MAX_VALUE;
    private volatile boolean silent;

    ScriptedServer(byte[] content) throws IOException {
        this.content = content;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    ScriptedServer breakingOffAfter(int bytes) {
        breakAfter = bytes;
        return this;
    }

    ScriptedServer fallingSilentAfter(int bytes) {
        silent = true;
        return breakingOffAfter(bytes);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/model";
    }

    private void serve(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range);
        int from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        int length = Math.min(content.length - from, breakAfter);
        exchange.getResponseHeaders()
                .add("Content-Range", "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
        exchange.sendResponseHeaders(206, content.length - from);
        OutputStream out = exchange.getResponseBody();
        out.write(content, from, length);
        out.flush();
        breakAfter = Integer.MAX_VALUE;
        try {
            if (silent && !closing.await(20, TimeUnit.SECONDS)) {
                throw new IOException("nobody gave up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
