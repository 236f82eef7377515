package io.github.smallwright.orchestration.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smallwright.orchestration.graph.GraphException;
import io.github.smallwright.orchestration.run.Outcome;
import io.github.smallwright.orchestration.run.RunEvent;
import io.github.smallwright.orchestration.run.StopReason;
import io.github.smallwright.orchestration.testkit.ScriptedModel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnyJoinTest {

    private final Scripted scripted = new Scripted();
    private final ScriptedModel left = scripted.model("left");
    private final ScriptedModel right = scripted.model("right");
    private final ScriptedModel last = scripted.model("last");

    @AfterEach
    void close() {
        scripted.close();
    }

    private static final String RACE =
            """
            output: pick
            agents:
              left: { models: [left], prompt: "Left\\n" }
              right: { models: [right], prompt: "Right\\n" }
              more: { models: [right], prompt: "More on {{right}}\\n" }
              pick: { models: [last], prompt: "{{left | no left}} and {{more | no more}}\\n" }
            nodes:
              left: { agent: left, gates: [ { length: { max: 3 } } ] }
              right: { agent: right, gates: [ { length: { max: 3 } } ] }
              more: { agent: more }
              pick: { agent: pick, join: any }
            edges:
              - start -> left -> pick -> end
              - start -> right -> more -> pick
            """;

    @Test
    void theFirstBranchThatIsDoneFiresTheJoinAndCancelsTheOther() {
        left.replies("fast", Duration.ofSeconds(1));
        right.hangs();
        last.replies("picked");
        Run run = scripted.start(RACE, Inputs.none());
        scripted.time.pass(Duration.ofSeconds(1));

        assertThat(run.await(Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(
                        Outcome.Unaccepted.class, it -> assertThat(it.text()).isEqualTo("picked"));
        assertThat(last.prompts()).containsExactly("fast and no more");
        assertThat(Scripted.ends(run))
                .containsExactly("/left DONE", "/right CANCELLED", "/more CANCELLED", "/pick DONE");
    }

    @Test
    void aBranchThatEndsBadlyIsLostAndTheOtherOneCounts() {
        left.replies("far too many words here");
        right.replies("right", Duration.ofSeconds(1)).replies("more");
        last.replies("picked");
        Run run = scripted.start(RACE, Inputs.none());
        scripted.time.pass(Duration.ofSeconds(1));

        assertThat(run.await(Duration.ofSeconds(10))).isInstanceOf(Outcome.Unaccepted.class);
        assertThat(last.prompts()).containsExactly("no left and more");
        assertThat(Scripted.ends(run)).containsExactly("/left ABSTAINED", "/right DONE", "/more DONE", "/pick DONE");
    }

    @Test
    void theNodesOfALostBranchAreSkippedAndWithAllBranchesLostTheJoinAbstains() {
        left.replies("far too many words here");
        right.replies("also far too many");
        Run run = scripted.start(RACE, Inputs.none());

        Outcome outcome = run.await(Duration.ofSeconds(10));
        assertThat(outcome).isInstanceOf(Outcome.Abstained.class);
        assertThat(outcome.reason().where()).isEqualTo("/left");
        assertThat(Scripted.ends(run))
                .containsExactly("/left ABSTAINED", "/right ABSTAINED", "/more SKIPPED", "/pick ABSTAINED");
    }

    @Test
    void withAllBranchesLostTheJoinFailsIfOneOfThemFailed() {
        left.replies("far too many words here");
        right.fails(new IllegalArgumentException("no such model"));
        Run run = scripted.start(RACE, Inputs.none());

        Outcome outcome = run.await(Duration.ofSeconds(10));
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.reason().code()).isEqualTo(StopReason.Code.NO_CANDIDATE);
        assertThat(Scripted.ends(run)).contains("/pick FAILED");
    }

    @Test
    void aRefusedResultIsTakenOnlyWhenNothingElseCanCome() {
        String best = RACE.replace("left: { agent: left, gates", "left: { agent: left, otherwise: best, gates");
        left.replies("far too many words here");
        right.replies("right", Duration.ofSeconds(1)).replies("more");
        last.replies("picked").replies("picked again");
        Run waiting = scripted.start(best, Inputs.none());
        scripted.time.pass(Duration.ofSeconds(1));
        waiting.await(Duration.ofSeconds(10));

        assertThat(last.prompts()).containsExactly("far too many words here and more");
        assertThat(Scripted.events(waiting))
                .filteredOn(RunEvent.TokenDiscarded.class::isInstance)
                .hasSize(1);

        left.replies("far too many words here");
        right.replies("also far too many");
        Run settling = scripted.start(best, Inputs.none());

        assertThat(settling.await(Duration.ofSeconds(10))).isInstanceOf(Outcome.Unaccepted.class);
        assertThat(last.prompts()).last().isEqualTo("far too many words here and no more");
    }

    @Test
    void aNodeThatAlsoLeadsElsewhereGoesOnAndItsTokenIsDiscarded() {
        left.replies("fast", Duration.ofSeconds(1));
        right.replies("slow", Duration.ofSeconds(5));
        last.replies("picked").replies("elsewhere");
        Run run = scripted.start(
                """
                output: pick
                agents:
                  left: { models: [left], prompt: "Left\\n" }
                  right: { models: [right], prompt: "Right\\n" }
                  pick: { models: [last], prompt: "Pick {{left | no left}}\\n" }
                  other: { models: [last], prompt: "Other {{right}}\\n" }
                nodes:
                  left: { agent: left }
                  right: { agent: right }
                  pick: { agent: pick, join: any }
                  other: { agent: other }
                edges:
                  - start -> left -> pick -> end
                  - start -> right -> pick
                  - right -> other -> end
                """,
                Inputs.none());
        scripted.time.pass(Duration.ofSeconds(5));

        assertThat(run.await(Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(
                        Outcome.Unaccepted.class, it -> assertThat(it.text()).isEqualTo("picked"));
        assertThat(Scripted.ends(run)).containsExactly("/left DONE", "/pick DONE", "/right DONE", "/other DONE");
        assertThat(Scripted.events(run))
                .filteredOn(RunEvent.TokenDiscarded.class::isInstance)
                .hasSize(1);
    }

    @Test
    void aLoopThatLosesTheRaceIsCancelledWithItsRound() {
        left.hangs();
        right.replies("won", Duration.ofSeconds(1));
        last.replies("picked");
        Run run = scripted.start(
                """
                output: pick
                agents:
                  left: { models: [left], prompt: "Left\\n" }
                  right: { models: [right], prompt: "Right\\n" }
                  pick: { models: [last], prompt: "Pick {{right | nothing}}\\n" }
                nodes:
                  left: { agent: left }
                  right: { agent: right }
                  pick: { agent: pick, join: any }
                edges:
                  - start -> left -> pick -> end
                  - left -> left: { max: 3, when: 'left.text == ""' }
                  - start -> right -> pick
                """,
                Inputs.none());
        scripted.time.pass(Duration.ofSeconds(1));

        assertThat(run.await(Duration.ofSeconds(10))).isInstanceOf(Outcome.Unaccepted.class);
        assertThat(last.prompts()).containsExactly("Pick won");
        assertThat(Scripted.ends(run))
                .containsExactly("/right DONE", "/left#1/left CANCELLED", "/left CANCELLED", "/pick DONE");
    }

    @Test
    void whatAJoinMayHaveCutOffIsReadWithAFallback() {
        assertThatThrownBy(() -> scripted.graph(RACE.replace("{{more | no more}}", "{{more}}")))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("slot {{more}} is read at 'pick', before which 'more' may have been skipped");
    }
}
