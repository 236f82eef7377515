package io.github.smallwright.agents.local.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class WorkerLoopTest {

    @TempDir
    Path folder = Path.of("unset");

    private Line parent = new Line(SocketChannel.open());
    private SocketChannel raw = SocketChannel.open();
    private CompletableFuture<Void> worker = new CompletableFuture<>();

    WorkerLoopTest() throws IOException {}

    @BeforeEach
    void connect() throws IOException {
        try (Endpoint endpoint = Endpoint.in(folder)) {
            SocketChannel far = Endpoint.connect(endpoint.address());
            raw = endpoint.accept(5000).orElseThrow();
            parent = new Line(raw);
            worker = CompletableFuture.runAsync(() -> {
                try {
                    new WorkerLoop(new Line(far), load -> new ScriptedEngine()).run();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
        }
    }

    @AfterEach
    void close() {
        parent.close();
    }

    private static Message.Ask ask(long id, int max) {
        return new Message.Ask(id, null, "go", null, null, 0, max, List.of());
    }

    private Message next() throws IOException {
        return parent.receive().orElseThrow();
    }

    private void load() throws IOException {
        parent.send(new Message.Load("file", 512, 1));
        assertThat(next()).isEqualTo(new Message.Loaded());
    }

    @Test
    void anAskIsAnsweredByTokensAndOneDone() throws Exception {
        load();
        parent.send(ask(7, 2));

        assertThat(next()).isEqualTo(new Message.Token(7, "1 "));
        assertThat(next()).isEqualTo(new Message.Token(7, "2 "));
        assertThat(next()).isEqualTo(new Message.Done(7, "length", 1, 2));
    }

    @Test
    void cancellingEndsOneAskAndTheNextOneIsServed() throws Exception {
        load();
        parent.send(ask(1, 1_000_000));
        assertThat(next()).isEqualTo(new Message.Token(1, "1 "));
        parent.send(new Message.Cancel(1));
        Message last = next();
        while (last instanceof Message.Token) {
            last = next();
        }
        assertThat(last).isInstanceOfSatisfying(Message.Done.class, done -> assertThat(done.finish())
                .isEqualTo("cancelled"));
        parent.send(ask(2, 1));
        assertThat(next()).isEqualTo(new Message.Token(2, "1 "));
    }

    @Test
    void countingDoesNotWaitForTheAskThatIsBeingWritten() throws Exception {
        load();
        parent.send(ask(1, 1_000_000));
        parent.send(new Message.Count(2, null, "five!"));
        Message last = next();
        while (last instanceof Message.Token) {
            last = next();
        }
        assertThat(last).isEqualTo(new Message.Counted(2, 5));
    }

    @Test
    void aCallThatFailsIsAnErrorOfThatCallOnly() throws Exception {
        parent.send(ask(1, 1));
        assertThat(next()).isEqualTo(new Message.Failed(1, "no model is loaded"));
        load();
        parent.send(new Message.Count(2, null, null));
        assertThat(next()).isEqualTo(new Message.Failed(2, "only texts are counted here"));
    }

    @Test
    void theLoopEndsWhenTheParentIsGone() throws Exception {
        parent.close();
        worker.get(10, TimeUnit.SECONDS);
        assertThat(worker).isCompleted();
    }

    @Test
    void messagesAreOneLineOfJsonEachWhateverTheTextHolds() throws Exception {
        String text = "a\nb\u2028\"ü€\uD83D\uDE00\u0000";
        assertThat(Json.MAPPER.writerFor(Message.class).writeValueAsString(new Message.Cancel(3)))
                .isEqualTo("{\"type\":\"cancel\",\"id\":3}");
        Message token = new Message.Token(1, text);
        String json = Json.MAPPER.writerFor(Message.class).writeValueAsString(token);
        assertThat(json).doesNotContain("\n");
        assertThat(Json.MAPPER.readValue(json.getBytes(StandardCharsets.UTF_8), Message.class))
                .isEqualTo(token);
    }

    @Test
    void theLoopbackServesWhereThereAreNoUnixSockets() throws Exception {
        try (Endpoint endpoint = Endpoint.loopback()) {
            SocketChannel far = Endpoint.connect(endpoint.address());
            assertThat(endpoint.address()).startsWith("tcp:");
            assertThat(endpoint.accept(5000)).isPresent();
            far.close();
        }
    }
}
