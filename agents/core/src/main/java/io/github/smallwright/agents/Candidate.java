package io.github.smallwright.agents;

import java.util.Map;

/**
 * What a gate judges.
 *
 * @param artefact text, code, or a JSON object, as {@code output} says
 * @param output the shape of the artefact
 * @param digest SHA-256 of the artefact in UTF-8, 64 lower-case hexadecimal digits
 * @param arguments what the graph handed to the gate, by argument name, as in {@code tests}
 */
public record Candidate(String artefact, Output output, String digest, Map<String, String> arguments) {

    public Candidate {
        arguments = Map.copyOf(arguments);
    }
}
