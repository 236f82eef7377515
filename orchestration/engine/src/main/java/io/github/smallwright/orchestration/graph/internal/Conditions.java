package io.github.smallwright.orchestration.graph.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compiles the conditions of one graph against the shapes of what they may read. Not thread-safe. */
final class Conditions {

    private static final Pattern NAME = Pattern.compile("\\w+");
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '(\\w+)'");
    private static final Pattern UNDEFINED = Pattern.compile("undefined field '(\\w+)'");
    private static final Set<StandardFunction> WITHOUT = EnumSet.of(
            StandardFunction.UINT,
            StandardFunction.BYTES,
            StandardFunction.DURATION,
            StandardFunction.TIMESTAMP,
            StandardFunction.GET_FULL_YEAR,
            StandardFunction.GET_MONTH,
            StandardFunction.GET_DAY_OF_YEAR,
            StandardFunction.GET_DAY_OF_MONTH,
            StandardFunction.GET_DATE,
            StandardFunction.GET_DAY_OF_WEEK,
            StandardFunction.GET_HOURS,
            StandardFunction.GET_MINUTES,
            StandardFunction.GET_SECONDS,
            StandardFunction.GET_MILLISECONDS);
    private static final CelOptions OPTIONS = CelOptions.current()
            .comprehensionMaxIterations(1000)
            .enableHeterogeneousNumericComparisons(true)
            .build();
    /** Conditions see neither times nor bytes; the checker sets up what is left anew for each expression. */
    private static final CelStandardDeclarations FUNCTIONS = CelStandardDeclarations.newBuilder()
            .filterFunctions((function, overload) -> !WITHOUT.contains(function)
                    && !overload.celOverloadDecl().overloadId().matches(".*(timestamp|duration|bytes|uint).*"))
            .build();

    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS).build();

    private final Map<String, Shape> variables;
    private final Problems problems;
    private final Map<Set<String>, CelCompiler> compilers = new HashMap<>();

    Conditions(Map<String, Shape> variables, Problems problems) {
        this.variables = variables;
        this.problems = problems;
    }

    /** The condition, or empty after a problem. */
    Optional<CelCondition> compile(String source, String pointer) {
        try {
            CelAbstractSyntaxTree ast = compiler(source).compile(source).getAst();
            CelType result = ast.getResultType();
            if (!result.equals(SimpleType.BOOL) && !result.equals(SimpleType.DYN)) {
                problems.add(pointer, "condition '" + source + "' yields " + result.name(), "true or false");
                return Optional.empty();
            }
            Roots roots = Roots.of(ast, variables.keySet());
            Map<String, Shape> read = new HashMap<>(variables);
            read.keySet().retainAll(roots.read());
            return Optional.of(new CelCondition(source, roots, read, RUNTIME.createProgram(ast)));
        } catch (CelValidationException e) {
            e.getErrors().forEach(issue -> report(issue, source, pointer));
        } catch (CelEvaluationException e) {
            problems.add(pointer, "condition '" + source + "' cannot be evaluated: " + e.getMessage(), "CEL");
        }
        return Optional.empty();
    }

    private void report(CelIssue issue, String source, String pointer) {
        String message = issue.getMessage();
        Matcher undeclared = UNDECLARED.matcher(message);
        Matcher undefined = UNDEFINED.matcher(message);
        if (undeclared.find()) {
            String name = undeclared.group(1);
            problems.unknown(
                    pointer,
                    "unknown name '" + name + "' in condition '" + source + "'",
                    name,
                    variables.keySet().stream().sorted().toList());
        } else if (undefined.find()) {
            String name = undefined.group(1);
            problems.unknown(
                    pointer, "unknown field '" + name + "' in condition '" + source + "'", name, fields(source, name));
        } else {
            String first = message.lines().findFirst().orElse("");
            problems.add(pointer, "condition '" + source + "' is not valid CEL: " + first, "a condition in CEL");
        }
    }

    private List<String> fields(String source, String field) {
        Matcher owner = Pattern.compile("(\\w+)\\." + field + "\\b").matcher(source);
        if (owner.find() && variables.get(owner.group(1)) instanceof Shape.Struct struct) {
            return struct.fields().keySet().stream().sorted().toList();
        }
        return List.of();
    }

    /** A compiler that knows the names in the source only: checking against all nodes of a large graph takes long. */
    private CelCompiler compiler(String source) {
        Set<String> named = NAME.matcher(source)
                .results()
                .map(MatchResult::group)
                .filter(variables::containsKey)
                .collect(Collectors.toSet());
        return compilers.computeIfAbsent(named, this::compiler);
    }

    private CelCompiler compiler(Set<String> names) {
        Map<String, CelType> structs = new HashMap<>();
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(FUNCTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
        variables.forEach((name, shape) -> {
            if (names.contains(name)) {
                builder.addVar(name, Shapes.cel(shape, structs));
            }
        });
        return builder.setTypeProvider(new Structs(ImmutableMap.copyOf(structs)))
                .build();
    }

    private record Structs(ImmutableMap<String, CelType> byName) implements CelTypeProvider {
        @Override
        public ImmutableList<CelType> types() {
            return ImmutableList.copyOf(byName.values());
        }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.ofNullable(byName.get(name));
        }
    }
}
