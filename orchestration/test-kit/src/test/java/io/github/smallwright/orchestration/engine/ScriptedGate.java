package io.github.smallwright.orchestration.engine;

import io.github.smallwright.agents.Candidate;
import io.github.smallwright.agents.Gate;
import io.github.smallwright.agents.Verdict;
import io.github.smallwright.orchestration.graph.GateUse;
import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A gate that judges by a function of the artefact. */
public record ScriptedGate(String name, Gate.Kind kind, Function<String, Verdict> verdicts) implements Gate {

    public static GateUse evidence(Function<String, Verdict> verdicts) {
        return new GateUse.Check(new ScriptedGate("proof", Kind.EVIDENCE, verdicts), Map.of());
    }

    public static GateUse form(Function<String, Verdict> verdicts) {
        return new GateUse.Check(new ScriptedGate("shape", Kind.FORM, verdicts), Map.of());
    }

    /** Accepts this text only. */
    public static Function<String, Verdict> only(String text) {
        return artefact -> artefact.equals(text)
                ? new Verdict.Accept("it is '" + text + "'")
                : new Verdict.Revise("not '" + artefact + "'", 0.5);
    }

    @Override
    public Mono<Verdict> judge(Candidate candidate) {
        return Mono.fromSupplier(() -> verdicts.apply(candidate.artefact()));
    }
}
