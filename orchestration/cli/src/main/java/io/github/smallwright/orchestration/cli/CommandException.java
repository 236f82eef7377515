package io.github.smallwright.orchestration.cli;

/** The command cannot go on; the message is all that a person needs, the code is what a script needs. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int code;

    CommandException(int code, String message) {
        super(message);
        this.code = code;
    }

    int code() {
        return code;
    }
}
