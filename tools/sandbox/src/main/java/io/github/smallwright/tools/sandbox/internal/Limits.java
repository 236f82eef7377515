package io.github.smallwright.tools.sandbox.internal;

import io.github.smallwright.tools.SandboxLimits;

/** Recognises by end code and text which limit ended a step, or showed in a failing test. */
public final class Limits {
    private Limits() {}

    /** The limit with its value, or an empty text. */
    public static String named(SandboxLimits limits, int code, String text) {
        if (code == 152 || code == 137) {
            return "processor time of " + limits.cpuTime().toMillis() + " ms";
        }
        if (text.contains("unable to create native thread")
                || text.contains("can't start new thread")
                || text.contains("Resource temporarily unavailable")) {
            return "processes, " + limits.processes();
        }
        if (text.contains("OutOfMemoryError") || text.contains("MemoryError")) {
            return "memory of " + limits.memoryMiB() + " MiB";
        }
        if (code == 153 || text.contains("No space left on device") || text.contains("File too large")) {
            return "files of " + limits.fileBytes() + " bytes";
        }
        return "";
    }
}
