package io.github.smallwright.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks the OpenAI protocol on loopback: each model answers with its own name's script, for ever the same. */
final class ScriptedServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, List<String>> SAID = Map.of(
            "judge", List.of("{\"ok\": ", "true}"),
            "silent", List.of(),
            "right", List.of("```python\n", "def two():\n    return 2\n", "```"),
            "exits", List.of("import os\nos._exit(0)\n"),
            "loops", List.of("def two():\n", "    while True:\n        pass\n"));

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    final AtomicInteger requests = new AtomicInteger();

    ScriptedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Writes the models.yaml that names this server, and gives its folder. */
    Path home(Path folder) throws IOException {
        Files.writeString(
                folder.resolve("models.yaml"),
                "default: {base-url: 'http://127.0.0.1:" + server.getAddress().getPort() + "/v1', key-env: none}\n");
        return folder;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.incrementAndGet();
        String model = JSON.readTree(request).path("model").asText();
        if (model.equals("broken")) {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            if (model.equals("endless")) {
                while (!Thread.currentThread().isInterrupted()) {
                    token(out, "on and ");
                    Thread.sleep(20);
                }
            }
            List<String> words = SAID.getOrDefault(model, List.of("Zwölf ", "words ", "or ", "so."));
            for (String word : words) {
                token(out, word);
            }
            event(
                    out,
                    "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],"
                            + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}");
            event(out, "[DONE]");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The client has gone, which is its right.
        }
    }

    private static void token(OutputStream out, String word) throws IOException {
        event(out, "{\"choices\":[{\"index\":0,\"delta\":{\"content\":" + JSON.writeValueAsString(word) + "}}]}");
    }

    private static void event(OutputStream out, String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
