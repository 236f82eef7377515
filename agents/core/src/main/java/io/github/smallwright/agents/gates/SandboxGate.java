package io.github.smallwright.agents.gates;

import io.github.smallwright.agents.Candidate;
import io.github.smallwright.agents.Gate;
import io.github.smallwright.agents.Verdict;
import io.github.smallwright.tools.Language;
import io.github.smallwright.tools.Readiness;
import io.github.smallwright.tools.Sandbox;
import io.github.smallwright.tools.SandboxJob;
import io.github.smallwright.tools.SandboxLimits;
import io.github.smallwright.tools.SandboxResult;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Lets a sandbox compile a candidate and, as evidence, run the tests of the task's author against it. */
record SandboxGate(String name, Kind kind, Sandbox sandbox, Language language) implements Gate {

    @Override
    public Mono<Readiness> ready() {
        return sandbox.ready(language);
    }

    @Override
    public Mono<Verdict> judge(Candidate candidate) {
        Optional<String> tests = kind == Kind.EVIDENCE
                ? Optional.ofNullable(candidate.arguments().get(Gates.TESTS))
                : Optional.empty();
        if (kind == Kind.EVIDENCE && tests.isEmpty()) {
            return Mono.just(environment("gate 'test' was given no tests; write test: input.tests in the graph"));
        }
        return sandbox.run(new SandboxJob(language, candidate.artefact(), tests, SandboxLimits.defaults()))
                .map(this::verdict);
    }

    private Verdict verdict(SandboxResult result) {
        if (result instanceof SandboxResult.Passed passed) {
            return passed(passed.testsRun());
        }
        if (result instanceof SandboxResult.DoesNotCompile broken) {
            return new Verdict.Revise("it does not compile:\n" + ErrorExcerpt.of(broken.report()), 0);
        }
        if (result instanceof SandboxResult.TestsFailed failed) {
            double fraction = (double) Math.min(failed.passed(), failed.total()) / Math.max(1, failed.total());
            return new Verdict.Revise(
                    "%d of %d tests passed:\n%s".formatted(failed.passed(), failed.total(), failed.report()), fraction);
        }
        if (result instanceof SandboxResult.LimitReached reached) {
            return new Verdict.Revise("the code ran into its " + reached.limit() + hint(reached.limit()), 0);
        }
        SandboxResult.Unusable unusable = (SandboxResult.Unusable) result;
        return environment(unusable.problem() + "; " + unusable.remedy());
    }

    /** No test run is no evidence, whatever the sandbox calls it. */
    private Verdict passed(int testsRun) {
        if (kind == Kind.FORM) {
            return new Verdict.Accept("compiles");
        }
        return testsRun > 0
                ? new Verdict.Accept(testsRun == 1 ? "1 test passed" : testsRun + " tests passed")
                : environment("the sandbox ran no test");
    }

    private static String hint(String limit) {
        return limit.contains("time") ? ": is there an endless loop?" : ": use less of it";
    }

    private static Verdict environment(String reason) {
        return new Verdict.Unsure(Verdict.Cause.ENVIRONMENT, reason);
    }
}
