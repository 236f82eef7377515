package io.github.smallwright.agents;

import java.util.Objects;

/** One message of a conversation with a model. */
public record Turn(Role role, String text) {

    /** Who speaks. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    public Turn {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(text, "text");
    }
}
