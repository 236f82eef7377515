package io.github.smallwright.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smallwright.command.Command;
import io.github.smallwright.orchestration.graph.Resolver;
import io.github.smallwright.orchestration.graph.Resolving;
import io.github.smallwright.orchestration.run.RunEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Links lead somewhere, graphs resolve, Java compiles, and lists of names are those of the code. */
class DocumentationTest {

    @TempDir
    Path folder;

    @Test
    void everyLinkLeadsToAFile() {
        List<String> dead = new ArrayList<>();
        for (Page page : Page.all()) {
            for (String link : page.links()) {
                Path target = page.path().resolveSibling(link.replaceAll("#.*", ""));
                if (!Files.exists(target)) {
                    dead.add(Page.ROOT.relativize(page.path()) + " -> " + link);
                }
            }
        }
        assertThat(Page.all()).hasSizeGreaterThan(15);
        assertThat(dead).isEmpty();
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
        assertThat(run).isEqualTo(2);
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

        assertThat(readme.get("nodes")).isEqualTo(ours.get("nodes"));
        assertThat(readme.get("edges")).isEqualTo(ours.get("edges"));
        assertThat(readme.get("models")).isEqualTo(ours.get("models"));
        assertThat(readme.get("input")).isEqualTo(ours.get("input"));
    }

    @Test
    void everyEventIsDescribedAndNoOther() {
        String section = Page.of("docs/reference/events.md").text().split("\n`end` of an attempt", 2)[0];
        List<String> described = Pattern.compile("(?m)^\\| `(\\w+)` \\|")
                .matcher(section)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(described)
                .containsExactlyInAnyOrder(Arrays.stream(RunEvent.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toArray(String[]::new));
    }

    @Test
    void theExitCodesAreThoseOfTheCommand() throws Exception {
        String help = Command.of("--help").run().out();
        Pattern code = Pattern.compile("(?m)^ +(\\d+) +\\S");
        List<String> known =
                code.matcher(help).results().map(found -> found.group(1)).toList();
        String table = Page.of("docs/reference/command.md")
                .text()
                .split("## Exit codes", 2)[1]
                .split("## ", 2)[0];
        List<String> described = Pattern.compile("(?m)^\\| (\\d+) \\|")
                .matcher(table)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(known).hasSize(8);
        assertThat(described).containsExactlyElementsOf(known);
    }

    @Test
    void everyCommandThatIsShownExists() throws Exception {
        Map<String, String> helps = new HashMap<>();
        for (Page.Block block : Page.blocks("console").toList()) {
            for (String line : block.text().lines().toList()) {
                if (line.startsWith("$ ./smallwright ")) {
                    String[] words = line.substring("$ ./smallwright ".length()).split(" ", -1);
                    if (!helps.containsKey(words[0])) {
                        Command.Finished help = Command.of(words[0], "--help").run();
                        assertThat(help.code()).as("%s: %s", block, line).isZero();
                        helps.put(words[0], help.out());
                    }
                    Arrays.stream(words).filter(word -> word.startsWith("-")).forEach(option -> assertThat(
                                    helps.get(words[0]))
                            .as("%s: %s", block, line)
                            .contains(option));
                }
            }
        }
        assertThat(helps).containsKeys("run", "validate", "models", "doctor");
    }
}
