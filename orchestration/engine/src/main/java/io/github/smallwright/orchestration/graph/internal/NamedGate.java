package io.github.smallwright.orchestration.graph.internal;

import io.github.smallwright.agents.Candidate;
import io.github.smallwright.agents.Gate;
import io.github.smallwright.agents.Verdict;
import io.github.smallwright.tools.Readiness;
import reactor.core.publisher.Mono;

/** A gate under the name that is unique in its node. */
record NamedGate(String name, Gate gate) implements Gate {

    @Override
    public Kind kind() {
        return gate.kind();
    }

    @Override
    public Mono<Readiness> ready() {
        return gate.ready();
    }

    @Override
    public Mono<Verdict> judge(Candidate candidate) {
        return gate.judge(candidate);
    }
}
