package io.github.smallwright.tools.sandbox.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The line of a harness, believed only if it begins with the nonce of this job. */
public record Report(String kind, int passed, int total, String text) {

    /** The line of this nonce as "nonce kind passed total text", or empty. */
    public static Optional<Report> of(String out, String nonce) {
        for (String line : out.split("\n", -1)) {
            if (line.startsWith(nonce + " ")) {
                String[] words = line.split(" ", -1);
                byte[] text = Base64.getDecoder().decode(words[4]);
                return Optional.of(new Report(
                        words[1],
                        Integer.parseInt(words[2]),
                        Integer.parseInt(words[3]),
                        new String(text, StandardCharsets.UTF_8)));
            }
        }
        return Optional.empty();
    }
}
