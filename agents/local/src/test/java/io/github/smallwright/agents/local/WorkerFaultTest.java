package io.github.smallwright.agents.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.smallwright.agents.SeededRequestParameters;
import io.github.smallwright.agents.local.internal.LocalWorkers;
import io.github.smallwright.agents.local.internal.WorkerConfig;
import java.io.BufferedReader;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerFaultTest {

    private static final ChatRequest HELLO = ChatRequest.builder()
            .messages(UserMessage.from("Say hello."))
            .parameters(SeededRequestParameters.builder().maxOutputTokens(2).build())
            .build();

    @TempDir
    Path folder = Path.of("unset");

    private static LocalModel card(String file) {
        return new LocalModel("broken", file, 1, "0".repeat(64), "Apache-2.0", 512);
    }

    private static Process parent(String locale) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ParentMain.class.getName());
        builder.environment().put("LC_ALL", locale);
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    @Test
    void aParentThatIsKilledLeavesNoWorkerBehindAndItsLocaleDoesNotMatter() throws Exception {
        RealModel.file();
        Process parent = parent("C");
        try (BufferedReader out = parent.inputReader(StandardCharsets.UTF_8);
                LocalWorkers workers = new LocalWorkers(WorkerConfig.defaults())) {
            ProcessHandle worker =
                    ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            int count = Integer.parseInt(out.readLine());
            assertThat(worker.isAlive()).isTrue();

            parent.destroyForcibly();

            assertThat(worker.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
            assertThat(count)
                    .isEqualTo(ParentMain.count(new LocalProvider(RealModel.store(), workers).open(RealModel.ID)));
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void anIdleWorkerIsEndedAndStartedAgainWhenNeeded() throws Exception {
        WorkerConfig config = WorkerConfig.defaults().withIdle(Duration.ofMillis(200));
        Path file = RealModel.file();
        try (LocalWorkers workers = new LocalWorkers(config)) {
            LocalChatModel model = (LocalChatModel) new LocalProvider(RealModel.store(), workers)
                    .open(RealModel.ID)
                    .chat();
            model.chat(HELLO);
            Optional<Long> pid = workers.pid(file);
            if (pid.isPresent()) {
                Optional<ProcessHandle> worker = ProcessHandle.of(pid.get());
                if (worker.isPresent()) {
                    worker.get().onExit().get(20, TimeUnit.SECONDS);
                }
            }
            assertThat(workers.pid(file)).isEmpty();
            assertThat(model.chat(HELLO).tokenUsage().inputTokenCount()).isPositive();
        }
    }

    @Test
    void eachWorkerUnpacksTheNativeLibraryIntoAFolderOfItsOwnThatIsDeletedAfterwards() throws Exception {
        Path file = RealModel.file();
        LocalWorkers workers = new LocalWorkers(WorkerConfig.defaults());
        try (LocalProvider provider = new LocalProvider(RealModel.store(), workers)) {
            ((LocalChatModel) provider.open(RealModel.ID).chat()).chat(HELLO);
            String[] arguments = ProcessHandle.of(workers.pid(file).orElseThrow())
                    .flatMap(worker -> worker.info().arguments())
                    .orElse(new String[0]);
            assumeTrue(arguments.length > 0, "missing: the arguments of processes, which this system does not show");
            Path own = Path.of(arguments[arguments.length - 1]);
            assertThat(own.resolve("native")).isNotEmptyDirectory();
            provider.close();
            assertThat(own).doesNotExist();
        }
    }

    @Test
    void aFileThatIsCutOffEndsTheCallWithAClearError() throws Exception {
        Path cut = folder.resolve("cut.gguf");
        Files.copy(RealModel.file(), cut);
        try (RandomAccessFile file = new RandomAccessFile(cut.toFile(), "rw")) {
            file.setLength(20_000_000);
        }
        try (LocalWorkers workers = new LocalWorkers(WorkerConfig.defaults())) {
            LocalChatModel model = new LocalChatModel(card("cut.gguf"), cut, workers);
            assertThatThrownBy(() -> model.chat(HELLO))
                    .hasMessageStartingWith("Local model 'broken' failed: its ")
                    .hasMessageContaining("run: smallwright models verify broken");
        }
    }

    @Test
    void anArchitectureThatTheRuntimeDoesNotKnowIsRefusedByName() throws Exception {
        Path file = folder.resolve("new.gguf");
        Files.write(file, header("general.architecture", "mamba9"));
        try (LocalWorkers workers = new LocalWorkers(WorkerConfig.defaults())) {
            LocalChatModel model = new LocalChatModel(card("new.gguf"), file, workers);
            assertThatThrownBy(() -> model.chat(HELLO))
                    .hasMessageContaining("has the architecture 'mamba9', which this runtime cannot load; it can load");
            assertThat(workers.pid(file)).isEmpty();
        }
    }

    @Test
    void aFileThatIsNoModelIsRefused() throws Exception {
        Path file = folder.resolve("page.gguf");
        Files.writeString(file, "<html>not found</html>");
        try (LocalWorkers workers = new LocalWorkers(WorkerConfig.defaults())) {
            LocalChatModel model = new LocalChatModel(card("page.gguf"), file, workers);
            assertThatThrownBy(() -> model.chat(HELLO))
                    .hasMessageContaining("is no readable model: it does not begin with GGUF");
        }
    }

    private static byte[] header(String key, String value) {
        ByteBuffer out = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        out.put("GGUF".getBytes(StandardCharsets.US_ASCII)).putInt(3).putLong(0).putLong(1);
        out.putLong(key.length()).put(key.getBytes(StandardCharsets.US_ASCII)).putInt(8);
        out.putLong(value.length()).put(value.getBytes(StandardCharsets.US_ASCII));
        return out.array();
    }
}
