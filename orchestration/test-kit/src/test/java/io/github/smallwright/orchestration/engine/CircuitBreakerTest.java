package io.github.smallwright.orchestration.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smallwright.orchestration.run.Outcome;
import io.github.smallwright.orchestration.run.RunEvent;
import io.github.smallwright.orchestration.testkit.ScriptedModel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private static final String GRAPH =
            """
            agents:
              writer: { models: [small, large], prompt: "Write\\n" }
            nodes:
              write: { agent: writer }
            """;

    private final Scripted scripted = new Scripted();
    private final ScriptedModel small = scripted.model("small");
    private final ScriptedModel large = scripted.model("large");

    @AfterEach
    void close() {
        scripted.close();
    }

    private Run run() {
        Run run = scripted.start(GRAPH, Inputs.none());
        assertThat(run.await(Duration.ofSeconds(10))).isInstanceOf(Outcome.Unaccepted.class);
        return run;
    }

    @Test
    void aModelThatFailsAgainAndAgainIsLeftAloneForAWhile() {
        for (int i = 0; i < 5; i++) {
            small.fails(new IllegalArgumentException("broken"));
        }
        large.thenAlways(prompt -> "text");
        for (int i = 0; i < 5; i++) {
            run();
        }
        assertThat(small.prompts()).hasSize(5);

        Run spared = run();
        assertThat(small.prompts()).hasSize(5);
        assertThat(Scripted.events(spared))
                .filteredOn(RunEvent.CallFailed.class::isInstance)
                .singleElement()
                .satisfies(it -> assertThat(((RunEvent.CallFailed) it).reason())
                        .isEqualTo("Model 'java:small' failed 5 times in a row and is left alone for 30 s"));

        scripted.time.pass(Duration.ofSeconds(31));
        small.replies("works again");
        run();
        assertThat(small.prompts()).hasSize(6);
        small.assertUsedUp();
    }

    @Test
    void aSuccessInBetweenKeepsItInUse() {
        large.thenAlways(prompt -> "text");
        for (int i = 0; i < 12; i++) {
            if (i % 4 == 3) {
                small.replies("fine");
            } else {
                small.fails(new IllegalArgumentException("broken"));
            }
        }
        for (int i = 0; i < 12; i++) {
            run();
        }

        small.assertUsedUp();
    }
}
