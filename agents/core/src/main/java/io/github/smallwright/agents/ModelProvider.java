package io.github.smallwright.agents;

import io.github.smallwright.tools.Readiness;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Opens models by name. Found by {@link java.util.ServiceLoader}; closing stops whatever it has started.
 */
public interface ModelProvider extends AutoCloseable {

    /** The part of a model's name before the colon, as in {@code local}. */
    String scheme();

    /**
     * Why this id can never be opened here, with the known alternatives; empty if it may be. Reads no network.
     *
     * @param id the part of the name after the colon
     */
    Optional<String> refusal(String id);

    /** Whether the model could be called now; a model whose file must be fetched first is not ready. Never errors. */
    Mono<Readiness> ready(String id);

    /** The model; cheap, nothing is loaded before its first call. */
    Model open(String id);

    @Override
    void close();
}
