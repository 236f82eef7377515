package io.github.smallwright.orchestration.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a graph can be wrong, with the exact words that its author reads. */
final class BrokenGraphsTest {

    @TempDir
    Path folder;

    static Stream<Arguments> brokenGraphs() throws IOException {
        List<Arguments> cases = new ArrayList<>();
        for (String block : GraphTexts.resource("broken.txt").split("(?m)^### ", -1)) {
            if (!block.isEmpty()) {
                int line = block.indexOf('\n');
                int mark = block.indexOf(">>>\n");
                cases.add(Arguments.of(
                        block.substring(0, line), block.substring(line + 1, mark), block.substring(mark + 4)));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenGraphs")
    void aBrokenGraphIsRefusedWithAllItsProblems(String name, String yaml, String expected) throws IOException {
        Path file = Files.writeString(folder.resolve("graph.yaml"), yaml, StandardCharsets.UTF_8);
        GraphException refusal = catchThrowableOfType(
                GraphException.class, () -> GraphTexts.resolver().load(file));

        assertThat(refusal).as(name).isNotNull();
        assertThat(refusal.problems().stream()
                        .map(problem -> problem.toString().replace(folder + "/", "") + "\n")
                        .collect(Collectors.joining()))
                .isEqualTo(expected);
    }
}
