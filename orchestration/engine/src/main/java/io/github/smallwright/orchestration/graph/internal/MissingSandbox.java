package io.github.smallwright.orchestration.graph.internal;

import io.github.smallwright.tools.Language;
import io.github.smallwright.tools.Readiness;
import io.github.smallwright.tools.Sandbox;
import io.github.smallwright.tools.SandboxJob;
import io.github.smallwright.tools.SandboxResult;
import reactor.core.publisher.Mono;

/** Stands where the class path has no sandbox: never ready, runs nothing. */
public final class MissingSandbox implements Sandbox {

    private static final String PROBLEM = "there is no sandbox on the class path";
    private static final String REMEDY = "add io.github.smallwright:smallwright-sandbox";

    @Override
    public Mono<Readiness> ready(Language language) {
        return Mono.just(new Readiness.NotReady(PROBLEM, REMEDY));
    }

    @Override
    public Mono<SandboxResult> run(SandboxJob job) {
        return Mono.just(new SandboxResult.Unusable(PROBLEM, REMEDY));
    }
}
