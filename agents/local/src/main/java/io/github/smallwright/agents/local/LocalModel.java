package io.github.smallwright.agents.local;

import io.github.smallwright.agents.ModelCard;
import java.util.Optional;

/**
 * An entry of the catalogue.
 *
 * @param id as in {@code local:<id>}
 * @param file name of the model's file within the store
 * @param bytes size of that file
 * @param sha256 SHA-256 of that file, 64 lower-case hexadecimal digits: the only thing about a download that is trusted
 * @param licence SPDX expression
 * @param contextTokens tokens of prompt and reply together with which the model is run
 */
public record LocalModel(String id, String file, long bytes, String sha256, String licence, int contextTokens) {

    public LocalModel {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "sha256 of model '%s' must be 64 lower-case hexadecimal digits, got '%s'".formatted(id, sha256));
        }
        if (!file.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException(
                    "file of model '%s' must be a plain file name, got '%s'".formatted(id, file));
        }
    }

    /** What the engine knows about the model. */
    public ModelCard card() {
        return new ModelCard("local:" + id, Optional.of(licence), contextTokens, Optional.empty(), Optional.empty());
    }
}
