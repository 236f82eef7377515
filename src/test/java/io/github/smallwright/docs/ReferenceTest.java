package io.github.smallwright.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.smallwright.orchestration.cli.Main;
import io.github.smallwright.orchestration.run.LiveSignal;
import io.github.smallwright.orchestration.run.RunEvent;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Commands, exit codes and events in the documentation are those of the code. */
class ReferenceTest {

    private static final String PROMPT = "$ ./smallwright ";
    private static final String PARKED = "7";

    @Test
    void everyEventIsDescribedAndNoOther() {
        String events = Page.of("docs/reference/events.md").text().split("\n`end` of an attempt", 2)[0];

        assertThat(found("(?m)^\\| `(\\w+)` \\|", events)).containsExactlyInAnyOrder(kindsOf(RunEvent.class));
    }

    @Test
    void everyLiveSignalIsDescribedAndNoOther() {
        String signals = Page.of("docs/reference/events.md").text().split("## Live signals", 2)[1];

        assertThat(found("`(\\w+)\\{", signals)).containsExactlyInAnyOrder(kindsOf(LiveSignal.class));
    }

    @Test
    void theExitCodesAreThoseOfTheCommand() throws Exception {
        String table = Page.of("docs/reference/command.md")
                .text()
                .split("## Exit codes", 2)[1]
                .split("## ", 2)[0];
        List<String> described = found("(?m)^\\| (\\d+) \\|", table);
        CommandLine command = new CommandLine(Main.class);
        List<String> returned = new ArrayList<>(List.of(PARKED));
        for (Field field : Class.forName(Main.class.getPackageName() + ".Exit").getDeclaredFields()) {
            field.setAccessible(true);
            returned.add(field.get(null).toString());
        }

        assertThat(described)
                .containsExactlyElementsOf(
                        command.getCommandSpec().usageMessage().exitCodeList().keySet());
        assertThat(described).containsExactlyInAnyOrderElementsOf(returned);
    }

    static Stream<String> commands() {
        return Page.blocks("console")
                .flatMap(block -> block.text().lines())
                .filter(line -> line.startsWith(PROMPT))
                .map(line -> line.substring(PROMPT.length()))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandThatIsShownIsUnderstood(String line) {
        String[] words = found("((?:[^\\s\"]|\"[^\"]*\")+)", line).stream()
                .map(word -> word.replace("\"", ""))
                .toArray(String[]::new);

        assertThatCode(() -> new CommandLine(Main.class).parseArgs(words)).doesNotThrowAnyException();
    }

    @Test
    void eachCommandIsShownSomewhere() {
        assertThat(commands().map(line -> line.split(" ", 2)[0]).distinct())
                .containsExactlyInAnyOrder("run", "validate", "models", "doctor");
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static String[] kindsOf(Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toArray(String[]::new);
    }
}
