package io.github.smallwright.agents;

import java.util.List;
import java.util.Optional;

/** Reads a model's raw text in the shape that was asked for. */
final class OutputReader {

    private static final String FENCE = "```";

    /** The artefact with what was mended, or the raw text with the reason why it cannot be read. */
    record Reading(String artefact, Optional<String> unreadable, List<Repair> repairs) {
        static Reading of(String artefact) {
            return new Reading(artefact, Optional.empty(), List.of());
        }

        static Reading unreadable(String raw, String reason) {
            return new Reading(raw, Optional.of(reason), List.of());
        }
    }

    private OutputReader() {}

    static Reading read(Output output, String raw) {
        if (raw.isBlank()) {
            return Reading.unreadable(raw, "the model answered with nothing");
        }
        if (output instanceof Output.Fields fields) {
            return new FieldsReader(fields).read(raw);
        }
        if (output instanceof Output.Code) {
            String code = fenced(raw).orElse(raw);
            return code.isBlank() ? Reading.unreadable(raw, "the fenced block is empty") : Reading.of(code.strip());
        }
        return Reading.of(raw.strip());
    }

    /** The first fenced block whatever its label; one that is never closed reaches to the end. */
    private static Optional<String> fenced(String raw) {
        List<String> lines = raw.lines().toList();
        for (int open = 0; open < lines.size(); open++) {
            if (isOpening(lines.get(open).strip())) {
                int close = open + 1;
                while (close < lines.size() && !lines.get(close).strip().equals(FENCE)) {
                    close++;
                }
                return Optional.of(String.join("\n", lines.subList(open + 1, close)));
            }
        }
        return Optional.empty();
    }

    private static boolean isOpening(String line) {
        return line.startsWith(FENCE) && line.indexOf('`', FENCE.length()) < 0;
    }
}
