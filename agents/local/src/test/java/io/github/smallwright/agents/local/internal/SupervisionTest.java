package io.github.smallwright.agents.local.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smallwright.agents.local.LocalModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SupervisionTest {

    @TempDir
    Path folder = Path.of("unset");

    private static WorkerConfig config(String script) {
        Duration limit = Duration.ofMillis(600);
        return new WorkerConfig(
                List.of("sh", "-c", script), limit, limit, limit, Duration.ofMinutes(1), Duration.ofMillis(20), 1);
    }

    private CompletableFuture<String> ask(LocalWorkers workers) throws Exception {
        Path file = folder.resolve("m.gguf");
        byte[] header = new byte[60];
        byte[] start = "GGUF\3".getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(start, 0, header, 0, start.length);
        header[16] = 1;
        byte[] key = "general.architecture".getBytes(StandardCharsets.ISO_8859_1);
        header[24] = (byte) key.length;
        byte[] all = java.util.Arrays.copyOf(header, 100);
        System.arraycopy(key, 0, all, 32, key.length);
        all[52] = 8;
        all[56] = 5;
        System.arraycopy("llama".getBytes(StandardCharsets.ISO_8859_1), 0, all, 64, 5);
        Files.write(file, all);
        LocalModel model = new LocalModel("m", "m.gguf", 100, "0".repeat(64), "Apache-2.0", 512);
        CompletableFuture<String> end = new CompletableFuture<>();
        Message.Ask ask = new Message.Ask(workers.nextId(), null, "go", null, null, 0, 4, List.of());
        workers.ask(model, file, ask, new LocalCall.Listener() {
            @Override
            public void onToken(String text) {}

            @Override
            public void onDone(Message.Done done, String text) {
                end.complete(text);
            }

            @Override
            public void onError(Throwable error) {
                end.completeExceptionally(error);
            }
        });
        return end;
    }

    @Test
    void aWorkerThatEndsAtOnceIsReportedWithWhatItSaid() throws Exception {
        try (LocalWorkers workers = new LocalWorkers(config("echo fatal: no such library; exit 3"))) {
            CompletableFuture<String> end = ask(workers);
            assertThatThrownBy(() -> end.get(20, TimeUnit.SECONDS))
                    .hasMessageContaining("Local model 'm' failed: its worker did not start: it ended with status 3: ")
                    .hasMessageContaining("run: smallwright doctor");
        }
    }

    @Test
    void aWorkerThatNeverConnectsIsGivenUpInTime() throws Exception {
        try (LocalWorkers workers = new LocalWorkers(config("exec sleep 30"))) {
            CompletableFuture<String> end = ask(workers);
            assertThatThrownBy(() -> end.get(20, TimeUnit.SECONDS)).hasMessageContaining("it did not connect within");
        }
    }

    @Test
    void aClosedProviderRefusesCalls() throws Exception {
        LocalWorkers workers = new LocalWorkers(config("exit 0"));
        workers.close();
        CompletableFuture<String> end = ask(workers);
        assertThatThrownBy(() -> end.get(20, TimeUnit.SECONDS))
                .hasMessageContaining("Local model 'm' failed: its provider is closed; open another one");
    }

    @Test
    void theWaitBeforeARestartGrowsAndIsBounded() {
        WorkerConfig config = WorkerConfig.defaults();
        assertThat(config.backOff(0)).isZero();
        assertThat(config.backOff(1)).isEqualTo(Duration.ofMillis(250));
        assertThat(config.backOff(3)).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.backOff(99)).isEqualTo(Duration.ofSeconds(8));
    }
}
