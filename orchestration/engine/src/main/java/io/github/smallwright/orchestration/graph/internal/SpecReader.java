package io.github.smallwright.orchestration.graph.internal;

import io.github.smallwright.orchestration.graph.GraphException;
import io.github.smallwright.orchestration.graph.GraphProblem;
import io.github.smallwright.orchestration.graph.GraphSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.Origin;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads a graph file as far as its form is right. */
public final class SpecReader {

    /** What could be read, and what is wrong with the form. */
    public record Reading(GraphSpec spec, Problems problems) {}

    private static final long MAX_BYTES = 1 << 20;

    private SpecReader() {}

    /** Throws only if nothing can be made of the file. */
    public static Reading read(Path path) {
        String file = path.toString();
        Path folder = Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(path.toAbsolutePath());
        return read(file, folder, text(path));
    }

    static Reading read(String file, Path folder, String text) {
        Tree tree = TreeReader.read(file, text);
        Problems problems = new Problems(file, tree.places());
        if (!tree.root().isObject()) {
            problems.add(
                    "", "the file holds " + Scalars.shown(tree.root()), "a mapping that begins with 'smallwright: 1'");
            problems.raise();
        }
        ShortForms shortForms = new ShortForms(tree.places());
        Origin blank = new Origin(file, Optional.of(folder), java.util.Map.of());
        GraphSpec spec = new RecordReader(problems, shortForms, blank).read(tree.root(), GraphSpec.class, "");
        return new Reading(spec.withOrigin(new Origin(file, Optional.of(folder), tree.places())), problems);
    }

    private static String text(Path path) {
        try {
            if (!Files.isRegularFile(path)) {
                throw refused(path, "there is no such file", "a graph in YAML or JSON");
            }
            if (Files.size(path) > MAX_BYTES) {
                throw refused(path, "the file has " + Files.size(path) + " bytes", "at most " + MAX_BYTES);
            }
            byte[] bytes = Files.readAllBytes(path);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused(path, "the file is not UTF-8", "text in UTF-8");
        } catch (IOException e) {
            throw refused(path, "the file cannot be read: " + e.getMessage(), "a readable file");
        }
    }

    private static GraphException refused(Path path, String what, String expected) {
        return new GraphException(List.of(new GraphProblem(path.toString(), 1, 1, what, expected, Optional.empty())));
    }
}
