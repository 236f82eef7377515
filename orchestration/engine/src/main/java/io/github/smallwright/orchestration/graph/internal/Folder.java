package io.github.smallwright.orchestration.graph.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the files that a graph names: only those that lie under its folder after resolving links. */
record Folder(Optional<Path> path, Problems problems) {

    private static final long MAX_BYTES = 256 << 10;

    /** Where a graph lies, or empty after a problem at {@code pointer}. */
    Optional<Path> graph(String name, String pointer) {
        return text(name, pointer).map(text -> path.orElseThrow().resolve(name));
    }

    /** The text of a file, or empty after a problem at {@code pointer}. */
    Optional<String> text(String name, String pointer) {
        if (path.isEmpty()) {
            problems.add(pointer, "'" + name + "' names a file, but the graph has no folder", "the text itself");
            return Optional.empty();
        }
        try {
            Path root = path.get().toRealPath();
            Path file = root.resolve(name);
            if (!file.normalize().startsWith(root)) {
                problems.add(pointer, "file '" + name + "' lies outside the graph's folder", "a file under it");
            } else if (!Files.isRegularFile(file)) {
                problems.add(pointer, "file '" + name + "' does not exist", "a file under the graph's folder");
            } else if (!file.toRealPath().startsWith(root)) {
                problems.add(pointer, "file '" + name + "' lies outside the graph's folder", "a file under it");
            } else if (Files.size(file) > MAX_BYTES) {
                problems.add(pointer, "file '" + name + "' has " + Files.size(file) + " bytes", "at most " + MAX_BYTES);
            } else {
                ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
                return Optional.of(
                        StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
            }
        } catch (CharacterCodingException e) {
            problems.add(pointer, "file '" + name + "' is not UTF-8", "text in UTF-8");
        } catch (IOException | InvalidPathException e) {
            problems.add(pointer, "file '" + name + "' cannot be read: " + e.getMessage(), "a readable file");
        }
        return Optional.empty();
    }
}
