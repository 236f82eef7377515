package io.github.smallwright.tools;

import reactor.core.publisher.Mono;

/** Stands in where no sandbox was found. */
record UnavailableSandbox() implements Sandbox {

    private static final String PROBLEM = "no sandbox is on the class path";
    private static final String REMEDY = "add the module smallwright-sandbox to the class path";

    @Override
    public Mono<Readiness> ready(Language language) {
        return Mono.just(new Readiness.NotReady(PROBLEM, REMEDY));
    }

    @Override
    public Mono<SandboxResult> run(SandboxJob job) {
        return Mono.just(new SandboxResult.Unusable(PROBLEM, REMEDY));
    }
}
