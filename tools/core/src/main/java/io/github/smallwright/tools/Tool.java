package io.github.smallwright.tools;

import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Something that a graph can have done: a search, a calculation, a function of the program around. Thread-safe. */
public interface Tool {

    /** What it is called and what it takes; the same at every call. */
    ToolSpec spec();

    /** Asked once before a run's first token. Never errors, answers within 20 s. */
    default Mono<Readiness> ready() {
        return Mono.just(Readiness.ready());
    }

    /**
     * Does one piece of work. Subscribing does not block; cancelling stops the work as far as it can be stopped. What goes
     * wrong is a {@link ToolResult.Failed}; an error counts as one.
     */
    Mono<ToolResult> call(ToolCall call);

    /** A plain function of texts that has no effect beyond its result. It runs on the thread of the run: it must be quick. */
    static Tool function(String name, Function<Map<String, String>, String> function, String... parameters) {
        ToolSpec spec = ToolSpec.of(name, parameters);
        return new Tool() {
            @Override
            public ToolSpec spec() {
                return spec;
            }

            @Override
            public Mono<ToolResult> call(ToolCall call) {
                return Mono.fromCallable(() -> new ToolResult.Done(function.apply(call.arguments())));
            }
        };
    }
}
