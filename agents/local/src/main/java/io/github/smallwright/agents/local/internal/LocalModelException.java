package io.github.smallwright.agents.local.internal;

/** A call of a local model failed; the message names the model, what happened and what to do. */
public final class LocalModelException extends RuntimeException {

    private static final long serialVersionUID = 1;

    LocalModelException(String message) {
        super(message);
    }
}
