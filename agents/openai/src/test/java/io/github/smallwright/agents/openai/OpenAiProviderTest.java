package io.github.smallwright.agents.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smallwright.agents.ModelAgent;
import io.github.smallwright.agents.ModelProvider;
import io.github.smallwright.agents.Output;
import io.github.smallwright.agents.Reply;
import io.github.smallwright.agents.Signal;
import io.github.smallwright.agents.Task;
import io.github.smallwright.agents.TaskId;
import io.github.smallwright.agents.TransportRetry;
import io.github.smallwright.agents.Turn;
import io.github.smallwright.agents.Usage;
import io.github.smallwright.tools.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class OpenAiProviderTest {

    private static final String KEY = "sk-secret-123";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path home;

    private ScriptedHost host;

    @BeforeEach
    void startHost() throws IOException {
        host = new ScriptedHost();
    }

    @AfterEach
    void stopHost() {
        host.close();
    }

    private OpenAiProvider provider(String url) throws IOException {
        Path file = home.resolve("models.yaml");
        Files.writeString(file, "lab: {base-url: '" + url + "', key-env: LAB_KEY, context: 4096}\n");
        return new OpenAiProvider(file, Map.of("LAB_KEY", KEY));
    }

    private Flux<Signal> ask(String url, Output output) throws IOException {
        TransportRetry retry =
                new TransportRetry(3, Duration.ofMillis(1), Duration.ofMillis(1), 0, Schedulers.parallel());
        List<Turn> turns = List.of(new Turn(Turn.Role.USER, "hello"));
        return new ModelAgent(provider(url).open("lab/tiny"), retry)
                .handle(new Task(new TaskId("r", "/", "n", 1, TaskId.GENERATE), turns, output, 7, 0, 50));
    }

    private Flux<Signal> ask() throws IOException {
        return ask(host.url(), new Output.Text());
    }

    @Test
    void tokensAreStreamedAndUsageIsReported() throws IOException {
        host.thenStream("he", "y");

        StepVerifier.create(ask())
                .expectNext(new Signal.Token("he"), new Signal.Token("y"))
                .expectNext(Reply.of("hey", new Usage(3, 2, false)))
                .expectComplete()
                .verify(LIMIT);
        assertThat(host.requests.element())
                .containsPattern("\"seed\"\\s*:\\s*7")
                .containsPattern("\"model\"\\s*:\\s*\"tiny\"");
    }

    @Test
    void theSchemaOfFieldsIsSent() throws IOException {
        host.thenStream("{}");

        ask(host.url(), new Output.Fields(Map.of("why", Output.FieldType.of("optional text 9"))))
                .blockLast(LIMIT);

        assertThat(host.requests.element()).containsPattern("\"maxLength\"\\s*:\\s*9");
    }

    @Test
    void cancelClosesTheConnectionAtTheNextEvent() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        host.then(exchange -> {
            try (var out = ScriptedHost.begin(exchange)) {
                for (int i = 0; i < 1_000_000; i++) {
                    ScriptedHost.token(out, "x");
                }
            } catch (IOException e) {
                closed.countDown();
            }
        });

        StepVerifier.create(ask()).expectNextCount(2).thenCancel().verify(LIMIT);

        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aWrongKeyIsNotTriedAgainAndNotEchoed() throws IOException {
        host.thenStatus(401, "wrong key " + KEY);

        StepVerifier.create(ask())
                .expectErrorSatisfies(error -> assertThat(error)
                        .hasMessageContaining("wrong key (key)")
                        .hasNoCause())
                .verify(LIMIT);
        assertThat(host.requests).hasSize(1);
    }

    @Test
    void refusalsThatPassAreTriedAgain() throws IOException {
        host.thenStatus(429, "slow down").thenStatus(500, "oops").thenStream("ok");

        StepVerifier.create(ask())
                .expectNextMatches(signal -> signal instanceof Signal.TryFailed failed && failed.number() == 1)
                .expectNextMatches(signal -> signal instanceof Signal.TryFailed failed && failed.number() == 2)
                .expectNext(new Signal.Token("ok"))
                .expectNextCount(1)
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void garbageEndsInAnError() throws IOException {
        host.then(exchange -> {
            try (var out = ScriptedHost.begin(exchange)) {
                out.write("data: not json\n\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        });

        StepVerifier.create(ask().filter(Reply.class::isInstance)).expectError().verify(LIMIT);
    }

    @Test
    void aRefusedConnectionNamesTheHost() throws IOException {
        String url = host.url();
        host.close();

        StepVerifier.create(ask(url, new Output.Text()).filter(Reply.class::isInstance))
                .expectErrorMessage("no connection to " + url + ": is the address right and the server running?")
                .verify(LIMIT);
    }

    @Test
    void aModelWithoutAHostSaysWhatToWriteWhere() {
        Path file = home.resolve("none.yaml");

        assertThat(new OpenAiProvider(file, Map.of()).refusal("tiny"))
                .contains("Model 'openai:tiny' has no host; known hosts: none; write into " + file
                        + ": default: {base-url: 'https://...', key-env: NAME_OF_THE_VARIABLE}");
    }

    @Test
    void aMissingKeyIsNotReady() throws IOException {
        provider("http://x/v1");

        assertThat(new OpenAiProvider(home.resolve("models.yaml"), Map.of())
                        .ready("lab/tiny")
                        .block(LIMIT))
                .isEqualTo(new Readiness.NotReady(
                        "environment variable LAB_KEY is not set", "export LAB_KEY with the key of http://x/v1"));
    }

    @Test
    void anUnknownKeyInTheFileIsNamedWithoutItsValue() throws IOException {
        Path file = Files.writeString(home.resolve("bad.yaml"), "lab:\n  base-url: x\n  key-env: none\n  key: abc\n");

        assertThat(new OpenAiProvider(file, Map.of()).refusal("lab/tiny").orElseThrow())
                .contains("bad.yaml: ")
                .contains("host 'lab' has the unknown key 'key'; known keys are base-url, key-env")
                .doesNotContain("abc");
    }

    @Test
    void aHostWithoutItsKeyVariableIsNamed() throws IOException {
        Path file = Files.writeString(home.resolve("bad.yaml"), "lab: {base-url: x}\n");

        assertThat(new OpenAiProvider(file, Map.of()).refusal("lab/tiny").orElseThrow())
                .contains("host 'lab' has a wrong value or lacks base-url or key-env");
    }

    @Test
    void theProviderIsFoundOnTheClassPath() {
        assertThat(ServiceLoader.load(ModelProvider.class)).anyMatch(OpenAiProvider.class::isInstance);
    }
}
