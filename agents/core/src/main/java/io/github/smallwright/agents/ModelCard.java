package io.github.smallwright.agents;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a model is and may be used for.
 *
 * @param name as in graph files, with its provider: {@code local:smollm2-135m}
 * @param licence SPDX expression or LicenseRef; empty if not known
 * @param contextTokens tokens of prompt and reply together; 0 if not known
 * @param promptPrice US dollars for a million prompt tokens; empty if not known
 * @param replyPrice US dollars for a million reply tokens; empty if not known
 */
public record ModelCard(
        String name,
        Optional<String> licence,
        int contextTokens,
        Optional<BigDecimal> promptPrice,
        Optional<BigDecimal> replyPrice) {

    /** A card that says nothing but the name. */
    public static ModelCard named(String name) {
        return new ModelCard(name, Optional.empty(), 0, Optional.empty(), Optional.empty());
    }
}
