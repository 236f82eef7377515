package io.github.smallwright.orchestration.cli;

import io.github.smallwright.agents.local.FetchListener;
import io.github.smallwright.agents.local.FetchResult;
import io.github.smallwright.agents.local.LocalModel;
import io.github.smallwright.agents.local.ModelStore;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Fetches local models with a bar on a terminal, and a line each tenth elsewhere. */
final class ModelFetch {

    private static final String LOCAL = "local:";
    private static final Duration LONGEST = Duration.ofHours(6);

    private final PrintStream out;
    private final ModelStore store = ModelStore.user();

    ModelFetch(PrintStream out) {
        this.out = out;
    }

    void fetchMissing(List<String> models) {
        for (String model : models) {
            if (model.startsWith(LOCAL)
                    && store.path(model.substring(LOCAL.length())).isEmpty()) {
                fetch(model.substring(LOCAL.length()));
            }
        }
    }

    void fetch(String id) {
        LocalModel model = store.card(id)
                .orElseThrow(() -> new CommandException(
                        Exit.USAGE, store.refusal(id).orElse("Model '%s' is not known".formatted(id))));
        out.println("fetching %s (%s, %s)".formatted(id, Format.size(model.bytes()), model.licence()));
        FetchResult result = store.fetch(id, new Bar()).block(LONGEST);
        if (result instanceof FetchResult.Refused refused) {
            out.println();
            throw new CommandException(Exit.NOT_READY, refused.problem() + "\n" + refused.remedy());
        }
        out.println("fetched %s, SHA-256 as published".formatted(id));
    }

    private final class Bar implements FetchListener {
        private final boolean terminal = Screen.isTerminal();
        private int shown = -1;

        @Override
        public void onProgress(long bytes, long total) {
            int percent = (int) (100 * bytes / Math.max(1, total));
            if (terminal && percent != shown) {
                out.print("\r  [%-40s] %3d %%".formatted("#".repeat(percent * 2 / 5), percent));
                if (percent == 100) {
                    out.println();
                }
                out.flush();
            } else if (!terminal && percent / 10 != shown / 10) {
                out.println("  %d %%".formatted(percent));
            }
            shown = percent;
        }

        @Override
        public void onStep(String step) {
            out.println("  " + step);
        }
    }
}
