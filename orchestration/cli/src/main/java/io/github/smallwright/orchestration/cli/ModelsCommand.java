package io.github.smallwright.orchestration.cli;

import io.github.smallwright.agents.local.FetchResult;
import io.github.smallwright.agents.local.LocalModel;
import io.github.smallwright.agents.local.ModelStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Local models: what there is, what is here, whether it is sound. */
@Command(
        name = "models",
        description = "List, fetch and verify local models.",
        mixinStandardHelpOptions = true,
        subcommands = {ModelsCommand.ListModels.class, ModelsCommand.Fetch.class, ModelsCommand.Verify.class})
final class ModelsCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return new ListModels().call();
    }

    @Command(name = "list", description = "All models of the catalogue.", mixinStandardHelpOptions = true)
    static final class ListModels implements Callable<Integer> {
        @Override
        public Integer call() {
            ModelStore store = ModelStore.user();
            for (LocalModel model : store.list()) {
                System.out.println("local:%-20s %10s  %-12s %s"
                        .formatted(
                                model.id(),
                                Format.size(model.bytes()),
                                model.licence(),
                                store.path(model.id()).isPresent() ? "fetched" : "not fetched"));
            }
            System.out.println("in " + store.folder());
            return Exit.ACCEPTED;
        }
    }

    @Command(name = "fetch", description = "Fetch models and check their SHA-256.", mixinStandardHelpOptions = true)
    static final class Fetch implements Callable<Integer> {
        @Parameters(arity = "1..*", paramLabel = "ID", description = "As in 'models list', with or without 'local:'.")
        List<String> ids = List.of();

        @Override
        public Integer call() {
            ids.forEach(id -> new ModelFetch(System.err).fetch(bare(id)));
            return Exit.ACCEPTED;
        }
    }

    @Command(
            name = "verify",
            description = "Read model files again and check their SHA-256.",
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @Parameters(arity = "0..*", paramLabel = "ID", description = "By default all that are fetched.")
        List<String> ids = List.of();

        @Override
        public Integer call() {
            ModelStore store = ModelStore.user();
            List<String> which = ids.isEmpty()
                    ? store.list().stream()
                            .map(LocalModel::id)
                            .filter(id -> store.path(id).isPresent())
                            .toList()
                    : ids.stream().map(ModelsCommand::bare).toList();
            int code = Exit.ACCEPTED;
            for (String id : which) {
                if (store.card(id).isEmpty()) {
                    throw new CommandException(
                            Exit.USAGE, store.refusal(id).orElse("Model '%s' is not known".formatted(id)));
                }
                FetchResult result = store.verify(id).block(Duration.ofMinutes(30));
                if (result instanceof FetchResult.Refused refused) {
                    System.out.println("%s: %s %s".formatted(id, refused.problem(), refused.remedy()));
                    code = Exit.NOT_READY;
                } else {
                    System.out.println(id + ": sound");
                }
            }
            return code;
        }
    }

    private static String bare(String id) {
        return id.startsWith("local:") ? id.substring("local:".length()) : id;
    }
}
