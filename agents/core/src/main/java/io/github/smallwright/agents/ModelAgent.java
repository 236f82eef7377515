package io.github.smallwright.agents;

import reactor.core.publisher.Flux;

/** An agent that asks a model. */
public final class ModelAgent implements Agent {

    /** An agent over this model. */
    public ModelAgent(Model model) {}

    @Override
    public Flux<Signal> handle(Task task) {
        return Flux.error(new UnsupportedOperationException());
    }
}
