package io.github.smallwright.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation, read from the project's root. */
record Page(Path path, String text) {

    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```");
    private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    /** A fenced block: the language after its fence, and its text. */
    record Block(Page page, int line, String language, String text) {
        @Override
        public String toString() {
            return ROOT.relativize(page.path) + ":" + line;
        }
    }

    static Page of(String name) {
        try {
            Path path = ROOT.resolve(name);
            return new Page(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Page> all() {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> top = Files.list(ROOT)) {
            return Stream.concat(docs, top)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .map(path -> of(ROOT.relativize(path).toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Block> blocks(String language) {
        return all().stream().flatMap(page -> page.blocks().stream()).filter(block -> block.language()
                .equals(language));
    }

    List<Block> blocks() {
        return FENCE.matcher(text)
                .results()
                .map(found -> new Block(
                        this,
                        (int) text.substring(0, found.start()).lines().count() + 1,
                        found.group(1),
                        found.group(2)))
                .toList();
    }

    /** The anchors of its headings, as they are made from the words of each. */
    List<String> anchors() {
        return HEADING.matcher(prose())
                .results()
                .map(found -> found.group(1).strip().toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w\\s-]", "").replace(' ', '-'))
                .toList();
    }

    private String prose() {
        return text.replaceAll("(?ms)^```.*?^```", "");
    }

    /** Where its links lead, but for those to other hosts. */
    List<String> links() {
        List<String> links = new ArrayList<>();
        LINK.matcher(prose())
                .results()
                .map(found -> found.group(1))
                .filter(link -> !link.contains("://"))
                .forEach(links::add);
        return links;
    }
}
