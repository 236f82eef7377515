package io.github.smallwright.agents.local;

import io.github.smallwright.agents.local.internal.Catalogue;
import io.github.smallwright.agents.local.internal.Fetcher;
import io.github.smallwright.agents.local.internal.StoreHome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The folder with the files of local models. Thread-safe; several processes may use one folder. Only {@link #fetch} uses
 * the network, and with {@code SMALLWRIGHT_OFFLINE=1} not even that.
 */
public final class ModelStore {

    private final Path folder;
    private final Catalogue catalogue;
    private final Fetcher fetcher;

    ModelStore(Path folder, Catalogue catalogue, Fetcher fetcher) {
        this.folder = folder;
        this.catalogue = catalogue;
        this.fetcher = fetcher;
    }

    /** The user's store: {@code $SMALLWRIGHT_HOME/models}, else {@code smallwright/models} in the user's cache folder. */
    public static ModelStore user() {
        return at(StoreHome.of(System.getenv()));
    }

    /** The store in a folder, which need not exist yet. */
    public static ModelStore at(Path folder) {
        Path absolute = folder.toAbsolutePath();
        return new ModelStore(absolute, Catalogue.builtIn(), Fetcher.into(absolute, System.getenv()));
    }

    /** Where the files are. */
    public Path folder() {
        return folder;
    }

    /** Every model of the catalogue, fetched or not. */
    public List<LocalModel> list() {
        return catalogue.models();
    }

    /** The model of that id; empty if the catalogue does not have it. */
    public Optional<LocalModel> card(String id) {
        return catalogue.find(id);
    }

    /** Why no model has this id, with the nearest ones; empty if one has. */
    public Optional<String> refusal(String id) {
        return catalogue.refusal(id);
    }

    /** The file of a model, if one of the right size is in place; its content is looked at by {@link #verify} only. */
    public Optional<Path> path(String id) {
        return card(id).flatMap(fetcher::present);
    }

    /**
     * Puts a model's file in place: downloads it, or finishes a download that was broken off, and checks its SHA-256.
     * Works on a thread of its own; cancelling interrupts it. Does not error and is never empty.
     */
    public Mono<FetchResult> fetch(String id, FetchListener listener) {
        return onModel(id, model -> fetcher.fetch(model, listener));
    }

    /** Reads the whole file of a model and compares its SHA-256. Does not error and is never empty. */
    public Mono<FetchResult> verify(String id) {
        return onModel(id, fetcher::verify);
    }

    private Mono<FetchResult> onModel(String id, Function<LocalModel, FetchResult> work) {
        return Mono.fromCallable(() -> card(id).map(work)
                        .orElseGet(() -> new FetchResult.Refused(
                                refusal(id).orElse(""), "Run 'smallwright models list' to see what there is.")))
                .subscribeOn(Schedulers.boundedElastic());
    }
}
