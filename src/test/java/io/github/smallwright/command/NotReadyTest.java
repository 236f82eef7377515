package io.github.smallwright.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run needs and is not there stops it with 4 and the one line that mends it, before anything is fetched. */
class NotReadyTest {

    @TempDir
    Path home;

    private static String sample(String name) throws IOException {
        return Path.of("../../samples", name).toRealPath().toString();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void withoutAJailNothingIsFetched() throws Exception {
        Command.Finished finished = Command.of("run", sample("code-and-check"))
                .with("PATH", home.toString())
                .with("SMALLWRIGHT_HOME", home.toString())
                .run();

        assertThat(finished.code()).as(finished.toString()).isEqualTo(4);
        assertThat(finished.err()).contains("bubblewrap").contains("apt-get install bubblewrap");
        assertThat(finished.out()).isEmpty();
        assertThat(left()).isEmpty();
    }

    @Test
    void withoutNetworkAndModelTheUserIsToldWhichFileToPutWhere() throws Exception {
        Command.Finished finished = Command.of("run", sample("write-and-review"))
                .with("SMALLWRIGHT_OFFLINE", "1")
                .with("SMALLWRIGHT_HOME", home.toString())
                .run();

        assertThat(finished.code()).as(finished.toString()).isEqualTo(4);
        assertThat(finished.err())
                .contains("SMALLWRIGHT_OFFLINE forbids to fetch it")
                .contains(
                        "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
                        home.resolve("models").toString())
                .contains("491400064 bytes")
                .contains("1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32");
    }

    @Test
    void aHomeThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "x");
        Command.Finished finished = Command.of("models", "fetch", "smollm2-135m")
                .with("SMALLWRIGHT_HOME", file.resolve("below").toString())
                .run();

        assertThat(finished.code()).as(finished.toString()).isEqualTo(4);
        assertThat(finished.err()).contains(file.toString()).contains("SMALLWRIGHT_HOME");
    }

    @Test
    void aHomeThatCannotBeMadeStopsARunBeforeItsFirstToken() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "x");
        Command.Finished finished = Command.of("run", sample("write-and-review"), "--json")
                .with("SMALLWRIGHT_HOME", file.resolve("below").toString())
                .run();

        assertThat(finished.code()).as(finished.toString()).isEqualTo(4);
        assertThat(finished.err()).contains("cannot be written to").contains("SMALLWRIGHT_HOME");
        assertThat(finished.out()).isEmpty();
    }

    @Test
    void aCorruptedModelIsFoundByVerify() throws Exception {
        Path models = Files.createDirectories(home.resolve("models"));
        Files.writeString(models.resolve("SmolLM2-135M-Instruct.Q4_1.gguf"), "no model");
        Command.Finished finished = Command.of("models", "verify", "smollm2-135m")
                .with("SMALLWRIGHT_HOME", home.toString())
                .run();

        assertThat(finished.code()).as(finished.toString()).isEqualTo(4);
        assertThat(finished.out() + finished.err()).contains("smollm2-135m").contains("models fetch");
    }

    @Test
    void theListShowsBytesLicenceAndFolder() throws Exception {
        Command.Finished finished = Command.of("models", "list")
                .with("SMALLWRIGHT_HOME", home.toString())
                .run();

        assertThat(finished.code()).isZero();
        assertThat(finished.out())
                .contains("local:smollm2-135m", "98.4 MB", "Apache-2.0", "not fetched")
                .contains(home.resolve("models").toString());
    }

    @Test
    void theDoctorSaysWhatIsMissingAndHowToMendIt() throws Exception {
        Command.Finished finished = Command.of("doctor")
                .with("PATH", home.toString())
                .with("SMALLWRIGHT_HOME", home.toString())
                .run();

        assertThat(finished.code()).as(finished.toString()).isEqualTo(4);
        assertThat(finished.out()).contains("bubblewrap").contains("models fetch");
    }
}
