package io.github.smallwright.agents.local;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.smallwright.agents.Model;
import io.github.smallwright.agents.SeededRequestParameters;
import io.github.smallwright.agents.Turn;
import io.github.smallwright.agents.local.internal.LocalWorkers;
import io.github.smallwright.agents.local.internal.WorkerConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that uses a model, to be looked at from outside. Prints the worker's process id, then a count. */
final class ParentMain {

    static final String TEXT = "Grüße für 5 €";

    private ParentMain() {}

    static int count(Model model) {
        Integer tokens =
                model.counter().count(List.of(new Turn(Turn.Role.USER, TEXT))).block(Duration.ofSeconds(60));
        return tokens == null ? -1 : tokens;
    }

    public static void main(String[] args) throws Exception {
        LocalWorkers workers = new LocalWorkers(WorkerConfig.defaults());
        ModelStore store = ModelStore.user();
        Model model = new LocalProvider(store, workers).open(RealModel.ID);
        ScriptedListener listener = new ScriptedListener();
        model.chat()
                .chat(
                        ChatRequest.builder()
                                .messages(UserMessage.from("Tell an endless story."))
                                .parameters(SeededRequestParameters.builder()
                                        .maxOutputTokens(4000)
                                        .temperature(1.0)
                                        .build())
                                .build(),
                        listener);
        listener.first.get(60, TimeUnit.SECONDS);
        System.out.println(workers.pid(store.path(RealModel.ID).orElseThrow()).orElseThrow());
        System.out.println(count(model));
        listener.end.get(120, TimeUnit.SECONDS);
    }
}
