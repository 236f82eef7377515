package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.agents.Agent;
import io.github.smallwright.agents.ModelCard;
import io.github.smallwright.agents.TokenCounter;
import io.github.smallwright.tools.Readiness;
import reactor.core.publisher.Mono;

/** What stands behind a model's name: who answers, what it is, where its calls queue. */
public record Endpoint(
        Agent agent, ModelCard card, String lane, int slots, TokenCounter counter, Mono<Readiness> ready) {

    /** Always ready: nothing needs to be asked. */
    static final Mono<Readiness> READY = Mono.just(Readiness.ready());
}
