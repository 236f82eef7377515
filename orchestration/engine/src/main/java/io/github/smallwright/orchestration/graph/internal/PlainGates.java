package io.github.smallwright.orchestration.graph.internal;

import io.github.smallwright.agents.Gate;
import io.github.smallwright.agents.Output;
import io.github.smallwright.agents.gates.Gates;
import io.github.smallwright.agents.gates.Gates.LengthUnit;
import io.github.smallwright.orchestration.graph.AgentUse;
import io.github.smallwright.orchestration.graph.GraphSpec.GateSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.LengthSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.PatternSpec;
import io.github.smallwright.orchestration.graph.Resolving;
import io.github.smallwright.tools.Language;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes the gates that call no model. */
final class PlainGates {

    private static final List<String> UNITS = Stream.of(LengthUnit.values())
            .map(unit -> unit.name().toLowerCase(Locale.ROOT))
            .toList();

    private final Resolving resolving;
    private final Folder folder;
    private final Problems problems;

    PlainGates(Resolving resolving, Folder folder, Problems problems) {
        this.resolving = resolving;
        this.folder = folder;
        this.problems = problems;
    }

    Optional<Gate> of(GateSpec spec, AgentUse agent, String pointer) {
        return spec.plain()
                .flatMap(name -> plain(name, agent, pointer))
                .or(() -> spec.test().flatMap(path -> code("test", agent, pointer)
                        .map(language -> Gates.test(resolving.sandbox(), language))))
                .or(() -> spec.length().flatMap(length -> length(length, pointer + "/length")))
                .or(() -> spec.pattern().flatMap(pattern -> pattern(pattern, pointer + "/pattern")))
                .or(() -> spec.schema()
                        .flatMap(file -> folder.text(file, pointer + "/schema"))
                        .flatMap(text -> attempt(() -> Gates.schema(text), pointer + "/schema")));
    }

    private Optional<Gate> plain(String name, AgentUse agent, String pointer) {
        if (name.equals("compile")) {
            return code("compile", agent, pointer).map(language -> Gates.compile(resolving.sandbox(), language));
        }
        if (name.startsWith("java:")) {
            Optional<Gate> gate = Optional.ofNullable(resolving.gates().get(name.substring("java:".length())));
            if (gate.isEmpty()) {
                String wrong = name.substring("java:".length());
                problems.unknown(
                        pointer,
                        "gate '" + name + "' has not been handed over in Java",
                        wrong,
                        new TreeSet<>(resolving.gates().keySet()));
            }
            return gate;
        }
        problems.unknown(
                pointer,
                "unknown gate '" + name + "'",
                name,
                List.of("compile", "test", "length", "pattern", "schema", "judge", "feedback"));
        return Optional.empty();
    }

    private Optional<Language> code(String gate, AgentUse agent, String pointer) {
        if (agent.output() instanceof Output.Code code) {
            return Optional.of(code.language());
        }
        problems.add(
                pointer,
                "gate '" + gate + "' needs code, but agent '" + agent.name() + "' yields none",
                "output: java, python or javascript");
        return Optional.empty();
    }

    private Optional<Gate> length(LengthSpec spec, String pointer) {
        String unit = spec.unit().orElse("words");
        if (!UNITS.contains(unit)) {
            problems.unknown(pointer + "/unit", "unknown unit '" + unit + "'", unit, UNITS);
            return Optional.empty();
        }
        if (spec.min().isEmpty() && spec.max().isEmpty()) {
            problems.add(pointer, "'length' has no bound", "min, max or both");
            return Optional.empty();
        }
        LengthUnit counted = LengthUnit.valueOf(unit.toUpperCase(Locale.ROOT));
        return attempt(
                () -> Gates.length(spec.min().orElse(0), spec.max().orElse(Integer.MAX_VALUE), counted), pointer);
    }

    private Optional<Gate> pattern(PatternSpec spec, String pointer) {
        if (spec.must().isPresent() == spec.mustNot().isPresent()) {
            problems.add(pointer, "'pattern' must have one expression", "must or must-not");
            return Optional.empty();
        }
        String regex = spec.must().or(spec::mustNot).orElse("");
        return attempt(
                () -> Gates.pattern(
                        regex, spec.must().isPresent(), spec.message().orElse("")),
                pointer);
    }

    private Optional<Gate> attempt(Supplier<Gate> gate, String pointer) {
        try {
            return Optional.of(gate.get());
        } catch (IllegalArgumentException e) {
            problems.add(pointer, String.valueOf(e.getMessage()), "");
            return Optional.empty();
        }
    }
}
