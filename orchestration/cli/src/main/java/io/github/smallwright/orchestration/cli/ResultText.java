package io.github.smallwright.orchestration.cli;

import io.github.smallwright.agents.Gate;
import io.github.smallwright.orchestration.run.Assurance;
import io.github.smallwright.orchestration.run.Evidence;
import io.github.smallwright.orchestration.run.Outcome;
import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;

/** The last lines of a run: the artefact, what may be claimed of it, who made it, what it cost. */
final class ResultText {

    private final PrintStream out;

    ResultText(PrintStream out) {
        this.out = out;
    }

    void print(Outcome outcome) {
        out.println();
        out.println(text(outcome));
        out.println("cost: " + Format.cost(outcome.cost()));
    }

    private static String text(Outcome outcome) {
        return outcome.match(
                it -> "%s%n%naccepted, %s".formatted(it.text(), claim(it)),
                it -> "%s%n%nunaccepted, %s: %s. Written by %s."
                        .formatted(it.text(), lower(it.assurance()), it.reason().detail(), it.author()),
                it -> "abstained: " + it.reason().detail(),
                it -> "failed: " + it.reason().detail(),
                it -> "cancelled: " + it.reason().detail());
    }

    private static String claim(Outcome.Accepted it) {
        if (it.assurance() == Assurance.CHECKED) {
            String seen = it.evidence().stream()
                    .filter(evidence -> evidence.kind() == Gate.Kind.EVIDENCE)
                    .map(evidence -> evidence.gate() + (evidence.note().isEmpty() ? "" : " (" + evidence.note() + ")"))
                    .collect(Collectors.joining(", "));
            return "checked by %s. Written by %s.".formatted(seen, it.author());
        }
        String judges = it.evidence().stream()
                .map(Evidence::by)
                .filter(by -> !by.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        return "judged by %s, not checked. Written by %s.".formatted(judges, it.author());
    }

    private static String lower(Assurance assurance) {
        return assurance.name().toLowerCase(Locale.ROOT);
    }
}
