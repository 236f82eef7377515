package io.github.smallwright.agents.gates;

import io.github.smallwright.agents.Candidate;
import io.github.smallwright.agents.Gate;
import io.github.smallwright.agents.Verdict;
import java.util.Locale;
import java.util.StringTokenizer;
import reactor.core.publisher.Mono;

/** Counts words, characters or lines. */
record LengthGate(int min, int max, Gates.LengthUnit unit) implements Gate {

    LengthGate {
        if (min < 0 || min > max) {
            throw new IllegalArgumentException(
                    "length must have 0 <= min <= max, got min %d, max %d".formatted(min, max));
        }
    }

    @Override
    public String name() {
        return "length";
    }

    @Override
    public Kind kind() {
        return Kind.FORM;
    }

    @Override
    public Mono<Verdict> judge(Candidate candidate) {
        return Mono.fromSupplier(() -> verdict(count(candidate.artefact())));
    }

    private Verdict verdict(int count) {
        if (count > max) {
            return new Verdict.Revise(
                    "%s; at most %d are wanted: remove at least %d".formatted(counted(count), max, count - max),
                    (double) max / count);
        }
        if (count < min) {
            return new Verdict.Revise(
                    "%s; at least %d are wanted: add at least %d".formatted(counted(count), min, min - count),
                    (double) count / min);
        }
        return new Verdict.Accept(counted(count));
    }

    private String counted(int count) {
        String plural = unit.name().toLowerCase(Locale.ROOT);
        return count + " " + (count == 1 ? plural.substring(0, plural.length() - 1) : plural);
    }

    private int count(String text) {
        return switch (unit) {
            case WORDS -> new StringTokenizer(text).countTokens();
            case CHARACTERS -> text.codePointCount(0, text.length());
            case LINES -> Math.toIntExact(text.lines().count());
        };
    }
}
