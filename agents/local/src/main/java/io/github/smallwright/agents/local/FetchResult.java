package io.github.smallwright.agents.local;

import java.nio.file.Path;

/** How a fetch or a verification ended. */
public sealed interface FetchResult {

    /** The model's file is in place and has the right SHA-256. */
    record Present(Path file) implements FetchResult {}

    /**
     * The model is not there; nothing unsound was left behind.
     *
     * @param problem what went wrong, with every source that was tried
     * @param remedy what a person can do about it
     */
    record Refused(String problem, String remedy) implements FetchResult {}
}
