package io.github.smallwright.orchestration.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smallwright.orchestration.run.Outcome;
import io.github.smallwright.orchestration.run.StopReason;
import io.github.smallwright.orchestration.testkit.ScriptedModel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NestedLoopsTest {

    private final Scripted scripted = new Scripted();
    private final ScriptedModel outline = scripted.model("outline");
    private final ScriptedModel draft = scripted.model("draft");
    private final ScriptedModel check = scripted.model("check");
    private final ScriptedModel judge = scripted.model("judge");

    @AfterEach
    void close() {
        scripted.close();
    }

    private static final String DRAFTS_WITHIN_OUTLINES =
            """
            output: draft
            agents:
              outliner: { models: [outline], prompt: "Outline, judged {{last.judge.why | never}}\\n" }
              drafter: { models: [draft], prompt: "Draft {{outline}} in round {{round}}, checked {{last.check.why | never}}\\n" }
              checker: { models: [check], prompt: "Check {{draft}}\\n", output: { ok: yes/no, why: optional text 80 } }
              judge: { models: [judge], prompt: "Judge {{draft}} {{check.ok}}\\n", output: { ok: yes/no, why: optional text 80 } }
            nodes:
              outline: { agent: outliner }
              draft: { agent: drafter }
              check: { agent: checker }
              judge: { agent: judge }
            edges:
              - start -> outline -> draft -> check -> judge
              - check -> draft: { when: '!check.ok', max: 3 }
              - judge -> outline: { when: '!judge.ok', max: 2 }
              - judge -> end
            """;

    @Test
    void anInnerLoopStartsAnewInEachRoundOfTheOuterOne() {
        outline.replies("o1").replies("o2");
        draft.replies("d1").replies("d2").replies("d3");
        check.replies("{\"ok\": false, \"why\": \"thin\"}")
                .replies("{\"ok\": true}")
                .replies("{\"ok\": true}");
        judge.replies("{\"ok\": false, \"why\": \"dull\"}").replies("{\"ok\": true}");
        Run run = scripted.start(DRAFTS_WITHIN_OUTLINES, Inputs.none());

        assertThat(run.await(Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(
                        Outcome.Unaccepted.class, it -> assertThat(it.text()).isEqualTo("d3"));
        assertThat(outline.prompts()).containsExactly("Outline, judged never", "Outline, judged dull");
        assertThat(draft.prompts())
                .containsExactly(
                        "Draft o1 in round 1, checked never",
                        "Draft o1 in round 2, checked thin",
                        "Draft o2 in round 1, checked never");
        assertThat(Scripted.ends(run))
                .containsExactly(
                        "/outline#1/outline DONE",
                        "/outline#1/draft#1/draft DONE",
                        "/outline#1/draft#1/check DONE",
                        "/outline#1/draft#2/draft DONE",
                        "/outline#1/draft#2/check DONE",
                        "/outline#1/draft DONE",
                        "/outline#1/judge DONE",
                        "/outline#2/outline DONE",
                        "/outline#2/draft#1/draft DONE",
                        "/outline#2/draft#1/check DONE",
                        "/outline#2/draft DONE",
                        "/outline#2/judge DONE",
                        "/outline DONE");
    }

    @Test
    void anInnerLoopThatIsExhaustedEndsTheOuterOneAndTheRun() {
        outline.replies("o1");
        draft.thenAlways(prompt -> "d");
        check.thenAlways(prompt -> "{\"ok\": false}");
        Outcome outcome = scripted.run(DRAFTS_WITHIN_OUTLINES, Inputs.none());

        assertThat(outcome.reason().code()).isEqualTo(StopReason.Code.EXHAUSTED);
        assertThat(outcome.reason().where()).isEqualTo("/outline#1/draft");
        assertThat(draft.prompts()).hasSize(3);
    }

    @Test
    void anExitForTheExhaustedInnerLoopMayLeaveBothLoops() {
        outline.replies("o1").replies("rescued");
        draft.thenAlways(prompt -> "d");
        check.thenAlways(prompt -> "{\"ok\": false}");
        Run run = scripted.start(
                DRAFTS_WITHIN_OUTLINES
                                .replace("output: draft", "output: rescue")
                                .replace("nodes:\n", "nodes:\n  rescue: { agent: rescuer }\n")
                                .replace(
                                        "agents:\n",
                                        "agents:\n  rescuer: { models: [outline], prompt: \"Rescue {{draft | nothing}}\\n\" }\n")
                        + "  - check -> rescue: { outcome: exhausted }\n  - rescue -> end\n",
                Inputs.none());

        assertThat(run.await(Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(
                        Outcome.Unaccepted.class, it -> assertThat(it.text()).isEqualTo("rescued"));
        assertThat(outline.prompts()).last().isEqualTo("Rescue d");
        assertThat(Scripted.ends(run))
                .contains("/outline#1/draft EXHAUSTED", "/outline#1/judge SKIPPED", "/outline DONE", "/rescue DONE");
    }

    @Test
    void aBackEdgeOfTheOuterLoopMayLeaveTheInnerOne() {
        outline.replies("o1").replies("o2");
        draft.replies("d1").replies("d2").replies("d3");
        check.replies("{\"ok\": false}").replies("{\"ok\": false}").replies("{\"ok\": true}");
        Run run = scripted.start(
                """
                output: draft
                agents:
                  outliner: { models: [outline], prompt: "Outline\\n" }
                  drafter: { models: [draft], prompt: "Draft {{outline}}\\n" }
                  checker: { models: [check], prompt: "Check {{draft}}\\n", output: { ok: yes/no } }
                nodes:
                  outline: { agent: outliner }
                  draft: { agent: drafter }
                  check: { agent: checker }
                edges:
                  - start -> outline -> draft -> check
                  - check -> draft: { when: '!check.ok && round < 2', max: 5 }
                  - check -> outline: { when: '!check.ok', max: 2 }
                  - check -> end: { when: check.ok }
                """,
                Inputs.none());

        assertThat(run.await(Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(
                        Outcome.Unaccepted.class, it -> assertThat(it.text()).isEqualTo("d3"));
        assertThat(draft.prompts()).containsExactly("Draft o1", "Draft o1", "Draft o2");
    }
}
