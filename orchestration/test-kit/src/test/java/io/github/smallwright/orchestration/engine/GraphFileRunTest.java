package io.github.smallwright.orchestration.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smallwright.orchestration.graph.AgentGraph;
import io.github.smallwright.orchestration.graph.Resolver;
import io.github.smallwright.orchestration.graph.Resolving;
import io.github.smallwright.orchestration.run.Assurance;
import io.github.smallwright.orchestration.run.Outcome;
import io.github.smallwright.orchestration.run.RunEvent;
import io.github.smallwright.orchestration.run.StopReason;
import io.github.smallwright.orchestration.testkit.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Graph files from the reader to the outcome, with scripted models. */
class GraphFileRunTest {

    private final ScriptedModel writer = ScriptedModel.named("java:writer");
    private final ScriptedModel judge = ScriptedModel.named("java:judge");
    private final Smallwright smallwright = Smallwright.builder()
            .model(writer.model())
            .model(judge.model())
            .seed(3)
            .build();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        smallwright.close();
    }

    private Run start(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("graph.yaml"), HEAD + yaml);
        AgentGraph graph = new Resolver(Resolving.defaults().withModelRefusal(name -> Optional.empty()))
                .load(file)
                .graph();
        return smallwright.run(graph, Inputs.of("topic", "tides"));
    }

    private Outcome run(String yaml) throws IOException {
        return start(yaml).await(Duration.ofSeconds(10));
    }

    private static final String HEAD =
            """
            smallwright: 1
            graph: scripted
            input: { topic: text }
            output: draft
            models: { writer: "java:writer", judge: "java:judge" }
            """;

    private static final String REVIEW_LOOP =
            """
            agents:
              writer:
                models: [writer]
                prompt: |
                  Write about {{input.topic}}. Last said: {{last.review.why | nothing yet}}
              reviewer:
                models: [judge]
                output: { ok: yes/no, why: optional text 80 }
                prompt: |
                  Review {{draft}}
            nodes:
              draft: { agent: writer }
              review: { agent: reviewer }
            edges:
              - start -> draft -> review
              - review -> draft: { when: '!review.ok', max: 3 }
              - review -> end
            """;

    @Test
    void aReviewerSendsTheDraftBackUntilItIsContent() throws IOException {
        writer.replies("one").replies("two");
        judge.replies("{\"ok\": false, \"why\": \"too short\"}").replies("{\"ok\": true}");
        Outcome outcome = run(REVIEW_LOOP);
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Unaccepted.class, it -> assertThat(it.text())
                .isEqualTo("two"));
        assertThat(writer.prompts()).last().asString().contains("Last said: too short");
        assertThat(judge.prompts()).containsExactly("Review one", "Review two");
    }

    @Test
    void aLoopThatIsNeverContentIsExhaustedAndItsDraftRefused() throws IOException {
        writer.thenAlways(prompt -> "draft");
        judge.thenAlways(prompt -> "{\"ok\": false}");
        assertThat(run(REVIEW_LOOP)).isInstanceOfSatisfying(Outcome.Unaccepted.class, it -> {
            assertThat(it.reason().code()).isEqualTo(StopReason.Code.EXHAUSTED);
            assertThat(it.assurance()).isEqualTo(Assurance.REFUSED);
        });
        assertThat(writer.prompts()).hasSize(3);
    }

    private static final String JUDGED =
            """
            agents:
              writer:
                models: [writer]
                prompt: |
                  @user
                  Write about {{input.topic}}
                  @assistant
                  {{best}}
                  @user
                  Not yet: {{feedback}}
              critic: { models: [judge], prompt: "Advise on {{candidate}}\\n" }
              asker:
                models: [judge]
                output: { ok: yes/no }
                prompt: |
                  Is it good? {{candidate}}
            nodes:
              draft:
                agent: writer
                attempts: 2
                gates:
                  - { length: { min: 1, max: 3 } }
                  - { judge: asker, accept: reply.ok }
                  - { feedback: critic }
            """;

    @Test
    void aJudgeGivesJudgedAndCostsOneCall() throws IOException {
        writer.replies("fine words");
        judge.replies("{\"ok\": true}");
        assertThat(run(JUDGED)).isInstanceOfSatisfying(Outcome.Accepted.class, it -> {
            assertThat(it.assurance()).isEqualTo(Assurance.JUDGED);
            assertThat(it.cost().calls()).isEqualTo(2);
            assertThat(it.evidence()).anyMatch(evidence -> evidence.by().equals("java:judge"));
        });
    }

    @Test
    void theFeedbackAgentSpeaksOnlyWhenAnotherAttemptFollows() throws IOException {
        writer.replies("far too many words here").replies("still far too many words");
        judge.replies("use fewer");
        assertThat(run(JUDGED)).isInstanceOf(Outcome.Abstained.class);
        judge.assertUsedUp();
        assertThat(writer.prompts())
                .last()
                .asString()
                .contains("far too many words here", "remove at least 2", "use fewer");
    }

    @Test
    void anUnreadableJudgeIsUnsureAndFormAloneLeavesTheTextUnchecked() throws IOException {
        writer.replies("fine words");
        judge.replies("I like it!");
        assertThat(run(JUDGED)).isInstanceOfSatisfying(Outcome.Unaccepted.class, it -> assertThat(it.assurance())
                .isEqualTo(Assurance.UNCHECKED));
    }

    @Test
    void aConditionThatCannotBeEvaluatedFailsNamingEdgeAndExpression() throws IOException {
        writer.replies("{\"count\": 0}");
        Run run = start(
                """
                agents:
                  writer: { models: [writer], prompt: "Count\\n", output: { count: integer } }
                  other: { models: [writer], prompt: "Go on\\n" }
                nodes:
                  draft: { agent: writer }
                  next: { agent: other }
                edges:
                  - start -> draft
                  - draft -> next: { when: '10 / draft.count > 1' }
                  - next -> end
                  - draft -> end
                """);
        Outcome outcome = run.await(Duration.ofSeconds(10));
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.reason().detail()).contains("draft -> next", "10 / draft.count > 1");
    }

    @Test
    void aRefusedInputNamesWhatIsDeclared() throws IOException {
        Path file = Files.writeString(folder.resolve("graph.yaml"), HEAD + JUDGED);
        AgentGraph graph = new Resolver(Resolving.defaults().withModelRefusal(name -> Optional.empty()))
                .load(file)
                .graph();
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> smallwright.run(graph, Inputs.of("topik", "x")))
                .withMessage(
                        "Graph 'scripted' cannot run: input 'topik' is not declared, input 'topic' (text) is missing;"
                                + " declared inputs: topic");
    }

    record Counted(int count) {}

    record Other(int number) {}

    @Test
    void anAcceptedArtefactIsReadAsAValueOfItsType() throws IOException {
        writer.replies("{\"count\": 7}").replies("{\"count\": 7}");
        judge.thenAlways(prompt -> "{\"ok\": true}");
        String counting =
                """
                agents:
                  writer: { models: [writer], prompt: "Count\\n", output: { count: integer } }
                  asker: { models: [judge], prompt: "Right? {{candidate}}\\n", output: { ok: yes/no } }
                nodes:
                  draft: { agent: writer, gates: [ { judge: asker, accept: reply.ok } ] }
                """;
        assertThat(run(counting).as(Counted.class)).contains(new Counted(7));
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> run(counting).as(Other.class))
                .withMessage("The artefact is no Other: 'number' is missing or of another type");
    }

    @Test
    void everyEventSurvivesJson() throws IOException {
        writer.replies("far too many words here").replies("fine words");
        judge.replies("use fewer").replies("{\"ok\": true}");
        Run run = start(JUDGED);
        run.await(Duration.ofSeconds(10));
        List<RunEvent> events = run.events().collectList().toFuture().join();
        var json = new com.fasterxml.jackson.databind.ObjectMapper();
        for (RunEvent event : events) {
            assertThat(json.writeValueAsString(event))
                    .contains("\"event\":\"" + event.getClass().getSimpleName());
        }
        assertThat(events).first().isInstanceOf(RunEvent.RunStarted.class);
        assertThat(events).last().isInstanceOf(RunEvent.RunEnded.class);
    }
}
