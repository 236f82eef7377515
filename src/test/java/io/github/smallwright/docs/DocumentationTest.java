package io.github.smallwright.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smallwright.orchestration.graph.Resolver;
import io.github.smallwright.orchestration.graph.Resolving;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Links lead somewhere, graphs resolve, Java compiles, and the README shows what is there. */
class DocumentationTest {

    @TempDir
    Path folder;

    @Test
    void everyLinkLeadsToAFileAndToAHeadingThatIsThere() {
        List<String> dead = new ArrayList<>();
        for (Page page : Page.all()) {
            for (String link : page.links()) {
                if (!leadsSomewhere(page, link)) {
                    dead.add(Page.ROOT.relativize(page.path()) + " -> " + link);
                }
            }
        }
        assertThat(Page.all()).hasSizeGreaterThan(15);
        assertThat(dead).isEmpty();
    }

    private static boolean leadsSomewhere(Page page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? page.path()
                : page.path().resolveSibling(parts[0]).normalize();
        if (parts.length == 1 || !Files.isRegularFile(target)) {
            return parts.length == 1 && Files.exists(target);
        }
        return Page.of(Page.ROOT.relativize(target).toString()).anchors().contains(parts[1]);
    }

    static Stream<Page.Block> graphs() {
        return Page.blocks("yaml").filter(block -> block.text().contains("smallwright: 1"));
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void everyGraphResolves(Page.Block block) throws Exception {
        Path file = Files.writeString(folder.resolve("graph.yaml"), block.text());
        Resolver resolver = new Resolver(Resolving.defaults().withModelRefusal(model -> Optional.empty()));

        assertThat(resolver.load(file).graph().root().nodes()).isNotEmpty();
    }

    static Stream<Page.Block> java() {
        return Page.blocks("java");
    }

    @ParameterizedTest
    @MethodSource("java")
    void everyBlockOfJavaCompiles(Page.Block block) throws Exception {
        assertThat(JavaBlock.of(block).compile(folder)).isEmpty();
    }

    @Test
    void theExamplesOfTestsRun() throws Exception {
        int run = 0;
        for (Page.Block block : Page.of("docs/how-to/test-a-graph.md").blocks()) {
            if (block.language().equals("java")) {
                JavaBlock java = JavaBlock.of(block);
                Path classes = Files.createTempDirectory(folder, "classes");
                assertThat(java.compile(classes)).isEmpty();
                run += java.run(classes);
            }
        }
        assertThat(run).isEqualTo(3);
    }

    @Test
    void theFirstTwoCommandsOfTheReadmeAreTheMainJobAndAllTests() {
        List<String> commands = Page.of("README.md").blocks().stream()
                .filter(block -> block.language().equals("console"))
                .map(block -> block.text().lines().findFirst().orElseThrow())
                .toList();

        assertThat(commands).startsWith("$ ./smallwright run samples/code-and-check", "$ mvn verify");
    }

    @Test
    void theGraphInTheReadmeIsThatOfTheSample() throws Exception {
        String shown = Page.of("README.md").blocks().stream()
                .filter(block -> block.language().equals("yaml"))
                .map(Page.Block::text)
                .findFirst()
                .orElseThrow();
        Path sample = Page.ROOT.resolve("samples/code-and-check/graph.yaml");
        Map<String, Object> ours = new Yaml().load(Files.readString(sample));
        Map<String, Object> readme = new Yaml().load(shown);

        // The page shows a shorter prompt in place, where the sample has a file of its own.
        assertThat(withoutPrompt(readme)).isEqualTo(withoutPrompt(ours));
    }

    private static Map<String, Object> withoutPrompt(Map<String, Object> graph) {
        Map<String, Object> coder =
                new HashMap<>(((Map<String, Map<String, Object>>) graph.get("agents")).get("coder"));
        coder.keySet().removeAll(Set.of("prompt", "max-tokens"));
        Map<String, Object> rest = new HashMap<>(graph);
        rest.put("agents", Map.of("coder", coder));
        return rest;
    }
}
