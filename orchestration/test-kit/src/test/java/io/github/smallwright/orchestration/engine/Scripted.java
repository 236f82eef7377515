package io.github.smallwright.orchestration.engine;

import io.github.smallwright.orchestration.graph.AgentGraph;
import io.github.smallwright.orchestration.graph.Resolver;
import io.github.smallwright.orchestration.graph.Resolving;
import io.github.smallwright.orchestration.journal.InMemoryJournal;
import io.github.smallwright.orchestration.journal.Journal;
import io.github.smallwright.orchestration.run.Outcome;
import io.github.smallwright.orchestration.run.RunEvent;
import io.github.smallwright.orchestration.testkit.ScriptedModel;
import io.github.smallwright.orchestration.testkit.VirtualTime;
import io.github.smallwright.tools.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs graph files with models that follow a script, one for each alias, in virtual time. */
final class Scripted implements AutoCloseable {

    final VirtualTime time = VirtualTime.create();
    private final List<ScriptedModel> models = new ArrayList<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private Resolving resolving = Resolving.defaults().withModelRefusal(name -> Optional.empty());
    private final StringBuilder aliases = new StringBuilder();
    private final Smallwright.Builder builder;
    private Optional<Smallwright> opened = Optional.empty();

    Scripted() {
        this(InMemoryJournal.create());
    }

    Scripted(Journal journal) {
        builder = Smallwright.builder().clock(time.clock()).seed(3).journal(journal);
    }

    ScriptedModel model(String alias) {
        ScriptedModel model = ScriptedModel.named("java:" + alias, time.clock());
        models.add(model);
        builder.model(model.model());
        aliases.append("  %s: java:%s\n".formatted(alias, alias));
        return model;
    }

    /** Hands over a tool, in place of one of the same name. */
    Scripted tool(Tool tool) {
        resolving = resolving.withTool(tool);
        return this;
    }

    /** Puts a file beside the graph. */
    Scripted file(String name, String text) {
        files.put(name, text);
        return this;
    }

    /** The first lines of a graph: its name and the scripted models. */
    String head(String name) {
        return "smallwright: 1\ngraph: " + name + "\nmodels:\n" + aliases;
    }

    /** A graph whose first lines are put before it. */
    AgentGraph graph(String yaml) {
        try {
            Path folder = Files.createTempDirectory("graph");
            try {
                Path file = Files.writeString(folder.resolve("graph.yaml"), head("scripted") + yaml);
                for (Map.Entry<String, String> other : files.entrySet()) {
                    Files.writeString(folder.resolve(other.getKey()), other.getValue());
                }
                return new Resolver(resolving).load(file).graph();
            } finally {
                try (Stream<Path> made = Files.list(folder)) {
                    made.forEach(path -> path.toFile().delete());
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Run start(String yaml, Inputs inputs) {
        Smallwright smallwright = opened.orElseGet(builder::build);
        opened = Optional.of(smallwright);
        return smallwright.run(graph(yaml), inputs);
    }

    Outcome run(String yaml, Inputs inputs) {
        return start(yaml, inputs).await(Duration.ofSeconds(10));
    }

    static List<RunEvent> events(Run run) {
        return run.events().collectList().toFuture().join();
    }

    /** The ends of all nodes in the order of the journal, as in {@code /draft DONE}. */
    static List<String> ends(Run run) {
        return events(run).stream()
                .filter(RunEvent.NodeEnded.class::isInstance)
                .map(RunEvent.NodeEnded.class::cast)
                .map(it -> (it.scope().equals("/") ? "/" : it.scope() + "/") + it.node() + " " + it.end())
                .toList();
    }

    @Override
    public void close() {
        opened.ifPresent(Smallwright::close);
        time.close();
    }
}
