package io.github.smallwright.orchestration.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smallwright.agents.Verdict;
import io.github.smallwright.orchestration.graph.AgentGraph;
import io.github.smallwright.orchestration.graph.BudgetLimits;
import io.github.smallwright.orchestration.graph.Node.Otherwise;
import io.github.smallwright.orchestration.graph.NodeEnd;
import io.github.smallwright.orchestration.run.Assurance;
import io.github.smallwright.orchestration.run.Outcome;
import io.github.smallwright.orchestration.run.RunEvent;
import io.github.smallwright.orchestration.run.StopReason;
import io.github.smallwright.orchestration.testkit.ScriptedModel;
import io.github.smallwright.orchestration.testkit.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineTest {

    private final VirtualTime time = VirtualTime.create();
    private final ScriptedModel small = ScriptedModel.named("java:small", time.clock());
    private final ScriptedModel large = ScriptedModel.named("java:large", time.clock());
    private final Smallwright smallwright = Smallwright.builder()
            .model(small.model())
            .model(large.model())
            .clock(time.clock())
            .seed(7)
            .build();

    @AfterEach
    void close() {
        smallwright.close();
        time.close();
    }

    private Outcome run(AgentGraph graph) {
        return start(graph).await(Duration.ofSeconds(5));
    }

    private Run start(AgentGraph graph) {
        return smallwright.run(graph, Inputs.none());
    }

    private static List<RunEvent> events(Run run) {
        return run.events().collectList().toFuture().join();
    }

    @Test
    void aChainHandsEachResultToTheNextNode() {
        small.replies("a").replies("b").replies("c");
        Outcome outcome = run(new Drawing()
                .node("first", "one", "java:small")
                .node("second", "two", "java:small")
                .node("third", "three", "java:small")
                .edge("start", "first")
                .edge("first", "second")
                .edge("second", "third")
                .edge("third", "end")
                .graph("third"));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Unaccepted.class, it -> {
            assertThat(it.text()).isEqualTo("c");
            assertThat(it.assurance()).isEqualTo(Assurance.UNCHECKED);
            assertThat(it.cost().calls()).isEqualTo(3);
        });
        small.assertUsedUp();
    }

    @Test
    void anEvidenceGateGivesChecked() {
        small.replies("good");
        Outcome outcome = run(single(1, Otherwise.ABSTAIN, "java:small"));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Accepted.class, it -> {
            assertThat(it.assurance()).isEqualTo(Assurance.CHECKED);
            assertThat(it.evidence()).singleElement().satisfies(one -> assertThat(one.note())
                    .isEqualTo("it is 'good'"));
        });
    }

    private static AgentGraph single(int attempts, Otherwise otherwise, String... cascade) {
        return new Drawing()
                .node(
                        "write",
                        "say",
                        attempts,
                        otherwise,
                        List.of(ScriptedGate.evidence(ScriptedGate.only("good"))),
                        cascade)
                .edge("start", "write")
                .edge("write", "end")
                .graph("write");
    }

    @Test
    void theNextModelOfTheCascadeIsAskedWhenTheAttemptsOfTheFirstAreUsedUp() {
        small.replies("bad").replies("worse");
        large.replies("good");
        Outcome outcome = run(single(2, Otherwise.ABSTAIN, "java:small", "java:large"));
        assertThat(outcome.accepted())
                .hasValueSatisfying(it -> assertThat(it.author()).isEqualTo("java:large"));
        small.assertUsedUp();
        large.assertUsedUp();
    }

    @Test
    void theRunAbstainsWhenNoAttemptIsLeft() {
        small.replies("bad").replies("worse");
        assertThat(run(single(2, Otherwise.ABSTAIN, "java:small")))
                .isInstanceOfSatisfying(Outcome.Abstained.class, it -> assertThat(it.reason())
                        .isEqualTo(new StopReason(
                                StopReason.Code.ATTEMPTS,
                                "/write",
                                "2 attempts, none accepted; the best was no. 1: not 'bad'")));
    }

    @Test
    void theBestAttemptLeavesTheGraphAsRefused() {
        small.replies("bad").replies("worse");
        assertThat(run(single(2, Otherwise.BEST, "java:small")))
                .isInstanceOfSatisfying(Outcome.Unaccepted.class, it -> {
                    assertThat(it.text()).isEqualTo("bad");
                    assertThat(it.assurance()).isEqualTo(Assurance.REFUSED);
                });
    }

    @Test
    void aCandidateThatWasJudgedBeforeKeepsItsVerdict() {
        small.replies("bad").replies("bad").replies("good");
        Run run = start(single(3, Otherwise.ABSTAIN, "java:small"));
        assertThat(run.await(Duration.ofSeconds(5)).accepted()).isPresent();
        assertThat(events(run))
                .filteredOn(RunEvent.Judged.class::isInstance)
                .extracting(event -> ((RunEvent.Judged) event).known())
                .containsExactly(false, true, false);
    }

    @Test
    void aRejectGoesToTheNextModelAtOnce() {
        small.replies("bad");
        large.replies("good");
        var gate = ScriptedGate.evidence(
                text -> text.equals("good") ? new Verdict.Accept("") : new Verdict.Reject("hopeless"));
        Outcome outcome = run(new Drawing()
                .node("write", "say", 5, Otherwise.ABSTAIN, List.of(gate), "java:small", "java:large")
                .edge("start", "write")
                .edge("write", "end")
                .graph("write"));
        assertThat(outcome.accepted()).isPresent();
        small.assertUsedUp();
    }

    @Test
    void aReplyCutByLengthIsNeverACandidate() {
        small.cutsOff("good").replies("good");
        Run run = start(single(2, Otherwise.ABSTAIN, "java:small"));
        assertThat(run.await(Duration.ofSeconds(5)).accepted()).isPresent();
        assertThat(events(run))
                .filteredOn(RunEvent.AttemptEnded.class::isInstance)
                .singleElement()
                .extracting(event -> ((RunEvent.AttemptEnded) event).digest())
                .isNull();
    }

    @Test
    void anUnsureEnvironmentGeneratesNothingAgain() {
        small.replies("bad");
        var gate = ScriptedGate.evidence(text -> new Verdict.Unsure(Verdict.Cause.ENVIRONMENT, "no jail"));
        Outcome outcome = run(new Drawing()
                .node("write", "say", 5, Otherwise.ABSTAIN, List.of(gate), "java:small")
                .edge("start", "write")
                .edge("write", "end")
                .graph("write"));
        assertThat(outcome.reason().code()).isEqualTo(StopReason.Code.GATE_UNSURE);
        small.assertUsedUp();
    }

    @Test
    void aCallThatFailsActsAsRejectAndWithNoCandidateTheNodeFails() {
        small.fails(new IllegalStateException("no weights"));
        assertThat(run(single(3, Otherwise.ABSTAIN, "java:small"))).isInstanceOfSatisfying(Outcome.Failed.class, it -> {
            assertThat(it.reason().code()).isEqualTo(StopReason.Code.NO_CANDIDATE);
            assertThat(it.reason().detail()).contains("no weights");
        });
    }

    @Test
    void aCallThatBreaksOffIsReplacedByAnAttemptThatDoesNotCount() {
        small.breaksOff("go", new IllegalStateException("worker died")).replies("good");
        assertThat(run(single(1, Otherwise.ABSTAIN, "java:small")).accepted()).isPresent();
    }

    @Test
    void aCallWithoutReplyTimesOut() {
        small.hangs();
        large.replies("good");
        Run run = start(single(1, Otherwise.ABSTAIN, "java:small", "java:large"));
        time.pass(Duration.ofMinutes(2).plusMillis(5));
        assertThat(run.await(Duration.ofSeconds(5)).accepted()).isPresent();
        assertThat(events(run)).anyMatch(RunEvent.TimedOut.class::isInstance);
    }

    @Test
    void aNodeWhoseInputsAreAllSkippedIsSkipped() {
        small.thenAlways(prompt -> prompt);
        Run run = start(new Drawing()
                .node("a", "a", "java:small")
                .node("b", "b", "java:small")
                .node("c", "c", "java:small")
                .node("d", "d", "java:small")
                .edge("start", "a")
                .when("a", "b", values -> false)
                .when("a", "c", values -> values.get("a").get("text").asText().equals("a"), "a")
                .edge("b", "d")
                .edge("c", "d")
                .edge("d", "end")
                .graph("d"));
        assertThat(run.await(Duration.ofSeconds(5))).isInstanceOf(Outcome.Unaccepted.class);
        assertThat(ends(run)).containsEntry("/b", NodeEnd.SKIPPED).containsEntry("/d", NodeEnd.DONE);
    }

    private static Map<String, NodeEnd> ends(Run run) {
        return events(run).stream()
                .filter(RunEvent.NodeEnded.class::isInstance)
                .map(RunEvent.NodeEnded.class::cast)
                .collect(java.util.stream.Collectors.toMap(
                        it -> it.scope().equals("/") ? "/" + it.node() : it.scope() + "/" + it.node(),
                        RunEvent.NodeEnded::end));
    }

    @Test
    void anUncaughtEndCancelsTheRestOfTheScope() {
        small.fails(new IllegalStateException("dead"));
        large.hangs();
        Run run = start(new Drawing()
                .node("bad", "bad", "java:small")
                .node("slow", "slow", "java:large")
                .node("join", "join", "java:small")
                .edge("start", "slow")
                .edge("start", "bad")
                .edge("slow", "join")
                .edge("bad", "join")
                .edge("join", "end")
                .graph("join"));
        assertThat(run.await(Duration.ofSeconds(5))).isInstanceOf(Outcome.Failed.class);
        assertThat(ends(run))
                .containsEntry("/bad", NodeEnd.FAILED)
                .containsEntry("/slow", NodeEnd.CANCELLED)
                .containsEntry("/join", NodeEnd.CANCELLED);
    }

    @Test
    void anOutcomeEdgeCatchesTheEnd() {
        small.fails(new IllegalStateException("dead"));
        large.replies("saved");
        Outcome outcome = run(new Drawing()
                .node("bad", "bad", "java:small")
                .node("rescue", "rescue", "java:large")
                .edge("start", "bad")
                .caught("bad", "rescue", NodeEnd.FAILED)
                .edge("rescue", "end")
                .graph("rescue"));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Unaccepted.class, it -> assertThat(it.text())
                .isEqualTo("saved"));
    }

    private AgentGraph loop(int max, boolean catches) {
        Drawing body = new Drawing()
                .node("draft", "draft", "java:small")
                .node("review", "review", "java:large")
                .edge("start", "draft")
                .edge("draft", "review")
                .when(
                        "review",
                        "end",
                        values -> !values.get("review").get("text").asText().equals("ok"),
                        "review")
                .when(
                        "review",
                        "end",
                        values -> values.get("review").get("text").asText().equals("ok"),
                        "review");
        Drawing outer = new Drawing()
                .loop("draft", max, body, List.of(2), Map.of(3, 1))
                .edge("start", "draft")
                .edge("draft", "end");
        return outer.graph("draft");
    }

    @Test
    void aLoopEndsWhenItsBackEdgeNoLongerFires() {
        small.replies("v1").replies("v2");
        large.replies("no").replies("ok");
        assertThat(run(loop(5, false))).isInstanceOfSatisfying(Outcome.Unaccepted.class, it -> assertThat(it.text())
                .isEqualTo("v2"));
    }

    @Test
    void aLoopThatWantsMoreThanItsRoundsIsExhaustedAndItsOutputRefused() {
        small.thenAlways(prompt -> "v");
        large.thenAlways(prompt -> "no");
        Run run = start(loop(3, false));
        assertThat(run.await(Duration.ofSeconds(5))).isInstanceOfSatisfying(Outcome.Unaccepted.class, it -> {
            assertThat(it.reason().code()).isEqualTo(StopReason.Code.EXHAUSTED);
            assertThat(it.assurance()).isEqualTo(Assurance.REFUSED);
        });
        assertThat(small.prompts()).hasSize(3);
    }

    @Test
    void aLoopOfManyRoundsDoesNotGrowTheStack() {
        small.thenAlways(prompt -> "v");
        large.thenAlways(prompt -> "no");
        assertThat(run(loop(5_000, false)).reason().code()).isEqualTo(StopReason.Code.EXHAUSTED);
    }

    @Test
    void cancellingStopsTheRunAndTheModel() {
        small.hangs();
        Run run = start(single(1, Otherwise.ABSTAIN, "java:small"));
        run.cancel("enough");
        assertThat(run.await(Duration.ofSeconds(5))).isInstanceOfSatisfying(Outcome.Cancelled.class, it -> assertThat(
                        it.reason().detail())
                .isEqualTo("enough"));
    }

    @Test
    void theBudgetEndsARunBeforeACallThatDoesNotFit() {
        small.replies("bad").replies("bad too");
        BudgetLimits calls = new BudgetLimits(Optional.empty(), Optional.empty(), Optional.of(1), Optional.empty());
        Outcome outcome = run(new Drawing()
                .budget(calls)
                .node(
                        "write",
                        "say",
                        3,
                        Otherwise.ABSTAIN,
                        List.of(ScriptedGate.evidence(ScriptedGate.only("good"))),
                        "java:small")
                .edge("start", "write")
                .edge("write", "end")
                .graph("write"));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Abstained.class, it -> assertThat(
                        it.reason().code())
                .isEqualTo(StopReason.Code.BUDGET));
        assertThat(small.prompts()).hasSize(1);
    }

    @Test
    void theWallTimeOfTheBudgetEndsTheRun() {
        small.replies("bad", Duration.ofSeconds(20)).replies("good");
        Run run = start(new Drawing()
                .budget(new BudgetLimits(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(10))))
                .node(
                        "write",
                        "say",
                        3,
                        Otherwise.ABSTAIN,
                        List.of(ScriptedGate.evidence(ScriptedGate.only("good"))),
                        "java:small")
                .edge("start", "write")
                .edge("write", "end")
                .graph("write"));
        time.pass(Duration.ofSeconds(21));
        assertThat(run.await(Duration.ofSeconds(5)).reason().code()).isEqualTo(StopReason.Code.BUDGET);
    }
}
