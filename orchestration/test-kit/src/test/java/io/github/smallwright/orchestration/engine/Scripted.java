package io.github.smallwright.orchestration.engine;

import io.github.smallwright.orchestration.graph.AgentGraph;
import io.github.smallwright.orchestration.graph.Resolver;
import io.github.smallwright.orchestration.graph.Resolving;
import io.github.smallwright.orchestration.run.Outcome;
import io.github.smallwright.orchestration.run.RunEvent;
import io.github.smallwright.orchestration.testkit.ScriptedModel;
import io.github.smallwright.orchestration.testkit.VirtualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs graph files with models that follow a script, one for each alias, in virtual time. */
final class Scripted implements AutoCloseable {

    final VirtualTime time = VirtualTime.create();
    private final List<ScriptedModel> models = new ArrayList<>();
    private final StringBuilder aliases = new StringBuilder();
    private final Smallwright.Builder builder =
            Smallwright.builder().clock(time.clock()).seed(3);
    private Optional<Smallwright> opened = Optional.empty();

    ScriptedModel model(String alias) {
        ScriptedModel model = ScriptedModel.named("java:" + alias, time.clock());
        models.add(model);
        builder.model(model.model());
        aliases.append("  %s: java:%s\n".formatted(alias, alias));
        return model;
    }

    /** A file needs neither its first lines nor its models: the graph's name and the scripted models are put before it. */
    AgentGraph graph(String yaml) {
        String text = "smallwright: 1\ngraph: scripted\nmodels:\n" + aliases + yaml;
        try {
            Path file = Files.writeString(Files.createTempFile("graph", ".yaml"), text);
            try {
                return new Resolver(Resolving.defaults().withModelRefusal(name -> Optional.empty()))
                        .load(file)
                        .graph();
            } finally {
                Files.delete(file);
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
