package io.github.smallwright.orchestration.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.smallwright.orchestration.engine.Inputs;
import io.github.smallwright.orchestration.engine.Run;
import io.github.smallwright.orchestration.engine.Smallwright;
import io.github.smallwright.orchestration.graph.AgentGraph;
import io.github.smallwright.orchestration.run.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a graph and shows what happens. */
@Command(
        name = "run",
        description = "Run a graph; fetch the local models that it names if they are missing.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    private static final Duration LONGEST_RUN = Duration.ofHours(12);

    @Parameters(paramLabel = "GRAPH", description = "A graph file, or a folder with a graph.yaml.")
    Path graph = Path.of(".");

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "Inputs as YAML or JSON; else input.yaml beside the graph, if there is one.")
    Optional<Path> input = Optional.empty();

    @Option(
            names = {"-i", "--set"},
            paramLabel = "NAME=TEXT",
            description = "One input; wins over the file.")
    Map<String, String> single = new LinkedHashMap<>();

    @Option(names = "--json", description = "One JSON object a line: every event, and last the outcome.")
    boolean json;

    @Option(names = "--plain", description = "Plain lines also on a terminal.")
    boolean plain;

    @Option(names = "--seed", paramLabel = "N", description = "Make the seeds of all calls repeatable.")
    Optional<Long> seed = Optional.empty();

    @Override
    public Integer call() {
        Path file = GraphPath.of(graph);
        ObjectNode inputs = InputFile.read(GraphPath.input(input, file), single);
        try (Smallwright smallwright = Engines.open(seed)) {
            AgentGraph resolved = Engines.load(file, smallwright);
            requireGates(smallwright, resolved);
            new ModelFetch(System.err).fetchMissing(resolved.models());
            return run(smallwright, resolved, inputs);
        }
    }

    /** Before anything is fetched or asked: a gate that cannot work here makes the run pointless. */
    private static void requireGates(Smallwright smallwright, AgentGraph graph) {
        smallwright.missingForGates(graph).blockOptional(READY_LIMIT).ifPresent(missing -> {
            throw new CommandException(
                    Exit.NOT_READY, "Not started: %s. To mend it: %s".formatted(missing.problem(), missing.remedy()));
        });
    }

    private int run(Smallwright smallwright, AgentGraph graph, ObjectNode inputs) {
        Run run = smallwright.run(graph, Inputs.from(inputs));
        Duration limit = graph.budget().time().map(time -> time.plusHours(1)).orElse(LONGEST_RUN);
        try (Interrupt interrupt = Interrupt.cancels(run);
                Screen screen = Screen.of(json, plain)) {
            screen.follow(run);
            Outcome outcome = run.await(limit);
            screen.end(outcome);
            return interrupt.happened() ? Exit.CANCELLED : Exit.of(outcome);
        }
    }
}
