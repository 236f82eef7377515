package io.github.smallwright.agents.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One entry of models.yaml.
 *
 * @param keyEnv environment variable that holds the key, or {@code none}
 * @param prices US dollars for a million tokens
 * @param context tokens of prompt and reply together; 0 if not known
 * @param slots calls at once; 0 for the default
 */
record Host(
        @JsonProperty(value = "base-url", required = true) String baseUrl,
        @JsonProperty(value = "key-env", required = true) String keyEnv,
        @Nullable String licence,
        @Nullable Prices prices,
        int context,
        int slots) {

    Host {
        Objects.requireNonNull(baseUrl, "base-url");
        Objects.requireNonNull(keyEnv, "key-env");
    }

    /** What a million tokens cost. */
    record Prices(@Nullable BigDecimal prompt, @Nullable BigDecimal reply) {}

    boolean needsKey() {
        return !keyEnv.equals("none");
    }
}
