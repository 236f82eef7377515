package io.github.smallwright.agents.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smallwright.agents.Candidate;
import io.github.smallwright.agents.Gate;
import io.github.smallwright.agents.Output;
import io.github.smallwright.agents.Verdict;
import io.github.smallwright.tools.Language;
import io.github.smallwright.tools.Readiness;
import io.github.smallwright.tools.Sandbox;
import io.github.smallwright.tools.SandboxJob;
import io.github.smallwright.tools.SandboxResult;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class GatesTest {

    private static Verdict judge(Gate gate, String artefact) {
        Candidate candidate = new Candidate(artefact, new Output.Text(), "0".repeat(64), Map.of(Gates.TESTS, "tests"));
        return gate.judge(candidate).block(Duration.ofSeconds(5));
    }

    private static Verdict test(SandboxResult result) {
        return judge(Gates.test(new ScriptedSandbox(result), Language.JAVA), "code");
    }

    @Test
    void lengthSaysHowMuchToRemove() {
        assertThat(judge(Gates.length(1, 4, Gates.LengthUnit.WORDS), "a b c d e"))
                .isEqualTo(new Verdict.Revise("5 words; at most 4 are wanted: remove at least 1", 0.8));
    }

    @Test
    void lengthSaysHowMuchToAdd() {
        assertThat(judge(Gates.length(4, 9, Gates.LengthUnit.LINES), "a"))
                .isEqualTo(new Verdict.Revise("1 line; at least 4 are wanted: add at least 3", 0.25));
    }

    @Test
    void aForbiddenPatternIsQuoted() {
        assertThat(judge(Gates.pattern("f[ou]o", false, ""), "a fuo"))
                .isEqualTo(new Verdict.Revise("'fuo' must not occur: remove whatever matches f[ou]o", 0));
    }

    @Test
    void anEvilPatternAnswersInTime() {
        assertThat(judge(Gates.pattern("(a+)+$", true, "no"), "a".repeat(5_000) + "b"))
                .isEqualTo(new Verdict.Revise("no", 0));
    }

    @Test
    void aBackReferenceIsRefused() {
        assertThatThrownBy(() -> Gates.pattern("(a)\\1", true, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be an RE2 expression");
    }

    @Test
    void aSchemaNamesWhatDoesNotFit() {
        Gate gate = Gates.schema("{\"type\":\"object\",\"required\":[\"a\"]}");

        assertThat(judge(gate, "{\"a\":1}")).isEqualTo(new Verdict.Accept("fits the schema"));
        assertThat(((Verdict.Revise) judge(gate, "{}")).feedback()).contains("'a'");
        assertThat(judge(gate, "{")).isInstanceOf(Verdict.Revise.class);
    }

    @Test
    void aRemoteReferenceIsNeverFetched() {
        assertThatThrownBy(() -> Gates.schema("{\"$ref\":\"http://127.0.0.1:9/schema.json\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("references must stay within it");
    }

    @Test
    void sandboxResultsBecomeVerdicts() {
        assertThat(test(new SandboxResult.Passed(7))).isEqualTo(new Verdict.Accept("7 tests passed"));
        assertThat(test(new SandboxResult.TestsFailed("add(1, 2) gave 4", 3, 4)))
                .isEqualTo(new Verdict.Revise("3 of 4 tests passed:\nadd(1, 2) gave 4", 0.75));
        assertThat(test(new SandboxResult.LimitReached("wall time of 60 s")))
                .isEqualTo(new Verdict.Revise("the code ran into its wall time of 60 s: is there an endless loop?", 0));
        assertThat(test(new SandboxResult.Unusable("no jail", "install one")))
                .isEqualTo(new Verdict.Unsure(Verdict.Cause.ENVIRONMENT, "no jail; install one"));
    }

    @Test
    void noTestRunIsNoEvidence() {
        assertThat(test(new SandboxResult.Passed(0))).isInstanceOf(Verdict.Unsure.class);
    }

    @Test
    void onlyTheFirstThreeCompilerErrorsAreKept() {
        String error = "A.java:1: error: ';' expected\n int x\n      ^\n";
        assertThat(test(new SandboxResult.DoesNotCompile(error.repeat(5))))
                .isEqualTo(new Verdict.Revise("it does not compile:\n" + error.repeat(3) + "and 2 more errors", 0));
    }

    @Test
    void withoutASandboxTheGateIsNotReady() {
        assertThat(Gates.compile(Sandbox.none(), Language.JAVA).ready().block(Duration.ofSeconds(5)))
                .isEqualTo(new Readiness.NotReady(
                        "no sandbox is on the class path", "add the module smallwright-sandbox to the class path"));
    }

    private record ScriptedSandbox(SandboxResult result) implements Sandbox {
        @Override
        public Mono<Readiness> ready(Language language) {
            return Mono.just(Readiness.ready());
        }

        @Override
        public Mono<SandboxResult> run(SandboxJob job) {
            return Mono.just(result);
        }
    }
}
