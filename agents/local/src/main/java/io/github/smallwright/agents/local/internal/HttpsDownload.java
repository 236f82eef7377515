package io.github.smallwright.agents.local.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Downloads one file over HTTP, going on where an earlier download stopped. */
final class HttpsDownload {

    private final Duration connect;
    private final Duration silence;

    HttpsDownload(Duration connect, Duration silence) {
        this.connect = connect;
        this.silence = silence;
    }

    void into(PartFile part, URI url) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(connect)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        long have = part.size();
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(silence)
                .header("Range", "bytes=" + have + "-")
                .build();
        HttpResponse<InputStream> response = send(client, request);
        try (InputStream body = response.body()) {
            if (response.statusCode() == 200) {
                part.delete();
            } else if (response.statusCode() != 206 || !startsAt(response, have)) {
                throw new IOException("the server answered with status " + response.statusCode());
            }
            copy(part, body);
        }
    }

    private static boolean startsAt(HttpResponse<?> response, long offset) {
        return response.headers()
                .firstValue("Content-Range")
                .map(range -> range.startsWith("bytes " + offset + "-"))
                .orElse(false);
    }

    private static HttpResponse<InputStream> send(HttpClient client, HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("the fetch was cancelled").initCause(e);
        }
    }

    /** The client has no limit for a body that stops coming, so a watch closes the stream. */
    private void copy(PartFile part, InputStream body) throws IOException {
        AtomicLong moved = new AtomicLong();
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(Threads.daemon("fetch-watch"));
        AtomicLong seen = new AtomicLong(-1);
        ScheduledFuture<?> unused = watch.scheduleWithFixedDelay(
                () -> {
                    if (seen.getAndSet(moved.get()) == moved.get()) {
                        Quietly.close(body);
                    }
                },
                silence.toMillis(),
                silence.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            new PartFile(part.path(), part.model(), (bytes, total) -> {
                        moved.set(bytes);
                        part.listener().onProgress(bytes, total);
                    })
                    .append(body);
        } finally {
            watch.shutdownNow();
        }
    }
}
