package io.github.smallwright.agents.gates;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.smallwright.agents.Candidate;
import io.github.smallwright.agents.Gate;
import io.github.smallwright.agents.Verdict;
import reactor.core.publisher.Mono;

/** Looks for an expression in linear time. */
record PatternGate(Pattern pattern, boolean mustMatch, String message) implements Gate {

    private static final int SHOWN = 80;

    static PatternGate of(String regex, boolean mustMatch, String message) {
        try {
            return new PatternGate(Pattern.compile(regex), mustMatch, message);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "pattern '%s' cannot be read: %s; it must be an RE2 expression, without back references and look-around"
                            .formatted(regex, e.getDescription()),
                    e);
        }
    }

    @Override
    public String name() {
        return "pattern";
    }

    @Override
    public Kind kind() {
        return Kind.FORM;
    }

    @Override
    public Mono<Verdict> judge(Candidate candidate) {
        return Mono.fromSupplier(() -> {
            Matcher matcher = pattern.matcher(candidate.artefact());
            boolean found = matcher.find();
            if (found == mustMatch) {
                return new Verdict.Accept(found ? "the pattern is there" : "the pattern is absent");
            }
            return new Verdict.Revise(message.isBlank() ? feedback(found ? matcher.group() : "") : message, 0);
        });
    }

    private String feedback(String match) {
        return mustMatch
                ? "nothing matches the required pattern %s".formatted(pattern.pattern())
                : "'%s' must not occur: remove whatever matches %s"
                        .formatted(match.substring(0, Math.min(SHOWN, match.length())), pattern.pattern());
    }
}
