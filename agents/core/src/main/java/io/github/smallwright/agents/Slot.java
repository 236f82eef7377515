package io.github.smallwright.agents;

import java.util.Optional;

/**
 * A place in a prompt that a run fills, written <code>{{path}}</code> or <code>{{path | fallback}}</code>.
 *
 * @param path as written: {@code input.topic}, {@code draft}, {@code last.draft.text}, {@code feedback}
 * @param fallback used where the value is missing
 * @param line line in the prompt's source, counted from 1
 * @param column column of the opening braces, counted from 1
 */
public record Slot(String path, Optional<String> fallback, int line, int column) {}
