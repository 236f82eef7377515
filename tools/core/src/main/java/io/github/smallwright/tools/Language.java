package io.github.smallwright.tools;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A programming language that a {@link Sandbox} may be able to check. */
public enum Language {
    JAVA,
    PYTHON,
    JAVASCRIPT;

    /** The name used in graph files and fenced blocks: lower case, never empty. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The language with this {@link #label()}, or empty. */
    public static Optional<Language> of(String label) {
        return Arrays.stream(values())
                .filter(language -> language.label().equals(label))
                .findFirst();
    }
}
