package io.github.smallwright.orchestration.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smallwright.agents.Repair;
import io.github.smallwright.orchestration.run.Outcome;
import io.github.smallwright.orchestration.run.RunEvent;
import io.github.smallwright.orchestration.testkit.ScriptedModel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepairLadderTest {

    private final Scripted scripted = new Scripted();
    private final ScriptedModel small = scripted.model("small");
    private final ScriptedModel large = scripted.model("large");

    @AfterEach
    void close() {
        scripted.close();
    }

    private static final String GRAPH =
            """
            agents:
              reader: { models: [small, large], prompt: "Read it\\n", output: { name: text 40, age: integer } }
            nodes:
              read: { agent: reader }
            """;

    private Run run() {
        Run run = scripted.start(GRAPH, Inputs.none());
        run.await(Duration.ofSeconds(10));
        return run;
    }

    private static List<RunEvent.Replied> replies(Run run) {
        return Scripted.events(run).stream()
                .filter(RunEvent.Replied.class::isInstance)
                .map(RunEvent.Replied.class::cast)
                .toList();
    }

    private static Outcome outcome(Run run) {
        return run.await(Duration.ofSeconds(1));
    }

    @Test
    void whatIsNearlyRightIsMendedAndTheEventSaysHow() {
        small.replies("Here it is: {'name': 'Ada', 'age': 36,}");
        Run run = run();

        assertThat(outcome(run)).isInstanceOfSatisfying(Outcome.Unaccepted.class, it -> assertThat(it.text())
                .isEqualTo("{\"name\":\"Ada\",\"age\":36}"));
        assertThat(replies(run)).singleElement().satisfies(it -> assertThat(it.repairs())
                .contains(Repair.SURROUNDING_TEXT, Repair.QUOTES, Repair.TRAILING_COMMA));
    }

    @Test
    void aReplyThatCannotBeMendedIsAskedForOnceMoreWithTheExactError() {
        small.replies("Ada is old.").replies("{\"name\": \"Ada\", \"age\": 36}");
        Run run = run();

        assertThat(outcome(run)).isInstanceOf(Outcome.Unaccepted.class);
        assertThat(replies(run)).extracting(it -> it.task().part()).containsExactly("generate", "repair[1]");
        assertThat(small.prompts())
                .last()
                .asString()
                .startsWith("Read it\nAda is old.\nThat cannot be used: ")
                .contains("\"age\": a whole number");
        large.assertUsedUp();
    }

    @Test
    void aSecondReplyThatCannotBeReadGoesToTheNextModel() {
        small.replies("Ada is old.").replies("Very old.");
        large.replies("{\"name\": \"Ada\", \"age\": 36}");
        Run run = run();

        assertThat(outcome(run)).isInstanceOfSatisfying(Outcome.Unaccepted.class, it -> assertThat(it.author())
                .isEqualTo("java:large"));
        assertThat(replies(run))
                .extracting(it -> it.task().attempt() + " " + it.task().part())
                .containsExactly("1 generate", "1 repair[1]", "2 generate");
    }

    @Test
    void withoutMoneyNothingIsAskedAgain() {
        small.replies("Ada is old.");
        Run run = scripted.start(GRAPH + "budget: { calls: 1 }\n", Inputs.none());

        assertThat(run.await(Duration.ofSeconds(10))).isNotInstanceOf(Outcome.Accepted.class);
        assertThat(small.prompts()).hasSize(1);
    }
}
