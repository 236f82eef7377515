package io.github.smallwright.agents.local;

/** Hears how a fetch gets on, from the fetching thread. */
@FunctionalInterface
public interface FetchListener {

    /** Bytes in place so far, of so many; may fall back to 0 when another source is tried. */
    void onProgress(long bytes, long total);

    /** One line about what is done now, as in "waiting for another process". */
    default void onStep(String step) {}

    /** Hears nothing. */
    static FetchListener silent() {
        return (bytes, total) -> {};
    }
}
