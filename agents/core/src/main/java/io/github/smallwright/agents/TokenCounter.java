package io.github.smallwright.agents;

import java.nio.charset.StandardCharsets;
import java.util.List;
import reactor.core.publisher.Mono;

/** Counts the tokens that a conversation takes up in a model's context. */
@FunctionalInterface
public interface TokenCounter {

    /** The count, template included; an upper bound where the exact number cannot be had. */
    Mono<Integer> count(List<Turn> turns);

    /** UTF-8 bytes as the upper bound that needs no tokenizer. */
    static TokenCounter bytes() {
        return turns -> Mono.just(turns.stream()
                .mapToInt(turn -> turn.text().getBytes(StandardCharsets.UTF_8).length)
                .sum());
    }
}
