package io.github.smallwright.orchestration.graph.internal;

import io.github.smallwright.agents.Output;
import io.github.smallwright.agents.Prompt;
import io.github.smallwright.agents.PromptException;
import io.github.smallwright.orchestration.graph.AgentUse;
import io.github.smallwright.orchestration.graph.GraphSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.AgentSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.OutputSpec;
import io.github.smallwright.orchestration.graph.GraphSpec.Place;
import io.github.smallwright.tools.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Resolves the declared agents. */
final class Agents {

    private static final List<String> KINDS = Stream.concat(
                    Stream.of("text"), Stream.of(Language.values()).map(Language::label))
            .toList();
    private static final int MAX_TOKENS = 512;
    private static final int MIN_TOKENS = 64;

    private final GraphSpec spec;
    private final Folder folder;
    private final Problems problems;

    private Agents(GraphSpec spec, Problems problems) {
        this.spec = spec;
        this.folder = new Folder(spec.origin().folder(), problems);
        this.problems = problems;
    }

    /** Every declared agent; where a part is wrong there is a problem and something harmless in its place. */
    static Map<String, AgentUse> of(GraphSpec spec, Problems problems) {
        Agents agents = new Agents(spec, problems);
        Map<String, AgentUse> uses = new LinkedHashMap<>();
        spec.agents().forEach((name, agent) -> uses.put(name, agents.use(name, agent)));
        return uses;
    }

    /** The prompt's own file, if it has one. */
    static Optional<String> promptFile(GraphSpec spec, AgentSpec agent) {
        boolean inline = agent.prompt().contains("\n") || spec.origin().folder().isEmpty();
        return inline ? Optional.empty() : Optional.of(agent.prompt());
    }

    private AgentUse use(String name, AgentSpec agent, String pointer) {
        int max = agent.maxTokens().orElse(MAX_TOKENS);
        int min = agent.minTokens().orElse(Math.min(MIN_TOKENS, max));
        if (max < 1) {
            problems.add(pointer + "/max-tokens", "max-tokens must be >= 1, got " + max, "");
        } else if (min < 1 || min > max) {
            problems.add(pointer + "/min-tokens", "min-tokens must be within 1.." + max + ", got " + min, "");
        }
        return new AgentUse(
                name,
                models(name, agent, pointer),
                prompt(agent, pointer + "/prompt"),
                output(agent, pointer),
                max,
                min);
    }

    private AgentUse use(String name, AgentSpec agent) {
        return use(name, agent, Pointers.child("/agents", name));
    }

    private List<String> models(String name, AgentSpec agent, String pointer) {
        if (agent.models().isEmpty()) {
            problems.addKey(pointer, "agent '" + name + "' has no model", "at least one of " + known());
        }
        for (int i = 0; i < agent.models().size(); i++) {
            String alias = agent.models().get(i);
            if (!spec.models().containsKey(alias)) {
                problems.unknown(
                        Pointers.child(pointer + "/models", i),
                        "unknown model '" + alias + "'",
                        alias,
                        spec.models().keySet());
            }
        }
        return agent.models().stream()
                .map(spec.models()::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private String known() {
        return Problems.oneOf(spec.models().keySet());
    }

    /** A prompt in a file ends with a line break to be told from a path; it is no part of it. */
    private static String inline(AgentSpec agent) {
        String prompt = agent.prompt();
        return prompt.endsWith("\n") ? prompt.substring(0, prompt.length() - 1) : prompt;
    }

    private Prompt prompt(AgentSpec agent, String pointer) {
        if (agent.prompt().isEmpty()) {
            return Prompt.parse("-");
        }
        Optional<String> file = promptFile(spec, agent);
        String source = file.flatMap(name -> folder.text(name, pointer)).orElse(file.isPresent() ? "-" : inline(agent));
        try {
            return Prompt.parse(source);
        } catch (PromptException e) {
            e.problems()
                    .forEach(problem -> problems.elsewhere(
                            beside(spec, file),
                            file.isPresent() ? new Place(problem.line(), problem.column()) : problems.valueAt(pointer),
                            problem.message(),
                            "",
                            Optional.empty()));
            return Prompt.parse("-");
        }
    }

    /** How a problem names a file that the graph names. */
    static String beside(GraphSpec spec, Optional<String> file) {
        String graph = spec.origin().file();
        int slash = graph.lastIndexOf('/');
        return file.map(name -> graph.substring(0, slash + 1) + name).orElse(graph);
    }

    private Output output(AgentSpec agent, String pointer) {
        OutputSpec declared = agent.output().orElse(new OutputSpec(Optional.of("text"), Map.of()));
        if (!declared.fields().isEmpty()) {
            return fields(declared.fields(), pointer + "/output/fields");
        }
        String kind = declared.kind().orElse("text");
        Optional<Language> language = Language.of(kind);
        if (!KINDS.contains(kind)) {
            problems.unknown(pointer + "/output", "unknown output '" + kind + "'", kind, KINDS);
        }
        return language.isPresent() ? new Output.Code(language.get()) : new Output.Text();
    }

    private Output fields(Map<String, String> declared, String pointer) {
        Map<String, Output.FieldType> fields = new LinkedHashMap<>();
        declared.forEach((name, type) -> {
            String at = Pointers.child(pointer, name);
            Identifiers.check(name, "field", at, problems);
            try {
                fields.put(name, type.isEmpty() ? new Output.FieldType.YesNo(false) : Output.FieldType.of(type));
            } catch (IllegalArgumentException e) {
                problems.add(at, String.valueOf(e.getMessage()), "");
                fields.put(name, new Output.FieldType.Text(1, false));
            }
        });
        return new Output.Fields(fields);
    }
}
