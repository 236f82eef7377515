package io.github.smallwright.agents.local.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The only class that knows the native binding. Never asks it for token probabilities: that aborts the process. Never
 * cancels a task from another thread than the one that reads it: the reader would wait for ever.
 */
final class LlamaEngine implements Engine {

    private final LlamaModel model;
    private final int contextTokens;

    private LlamaEngine(LlamaModel model, int contextTokens) {
        this.model = model;
        this.contextTokens = contextTokens;
    }

    static Engine load(Message.Load load) {
        ModelParameters parameters = new ModelParameters()
                .setModel(load.path())
                .setCtxSize(load.contextTokens())
                .setThreads(load.threads())
                .setThreadsBatch(load.threads())
                .setGpuLayers(0)
                .setParallel(1)
                // small batches, so that reading a long prompt can be interrupted
                .setBatchSize(128);
        return new LlamaEngine(new LlamaModel(parameters), load.contextTokens());
    }

    @Override
    public Message.Done generate(Message.Ask ask, Consumer<String> onToken, BooleanSupplier cancelled) {
        String prompt = prompt(ask.messages(), ask.prompt());
        int promptTokens = model.encode(prompt).length;
        // the runtime would silently cut a longer prompt
        if (promptTokens >= contextTokens) {
            throw new Refused("the prompt has %d tokens, but the model's context holds %d with the reply; shorten it"
                    .formatted(promptTokens, contextTokens));
        }
        int limit = Math.min(ask.max(), contextTokens - promptTokens);
        LlamaIterator pieces = model.generate(parameters(ask, prompt, limit)).iterator();
        StringBuilder reply = new StringBuilder();
        int steps = 0;
        while (pieces.hasNext()) {
            String text = pieces.next().text;
            if (!text.isEmpty()) {
                reply.append(text);
                onToken.accept(text);
            }
            steps++;
            if (cancelled.getAsBoolean() && pieces.hasNext()) {
                pieces.cancel();
                return new Message.Done(ask.id(), "cancelled", promptTokens, steps);
            }
        }
        int replyTokens = reply.isEmpty() ? 0 : model.encode(reply.toString()).length;
        String finish = replyTokens >= limit ? "length" : "stop";
        return new Message.Done(ask.id(), finish, promptTokens, Math.min(replyTokens, limit));
    }

    @Override
    public int count(Message.Count count) {
        return model.encode(prompt(count.messages(), count.text())).length;
    }

    private static InferenceParameters parameters(Message.Ask ask, String prompt, int limit) {
        InferenceParameters parameters = new InferenceParameters(prompt)
                .setNPredict(limit)
                .setTemperature((float) ask.temperature())
                // a cached prompt changes the last bits of the numbers, and with them what a seed draws
                .setCachePrompt(ask.temperature() == 0);
        Long seed = ask.seed();
        if (seed != null) {
            // the runtime's seeds have 32 bits, of which the highest value means "any"
            parameters.setSeed((int) (seed ^ (seed >>> 32)) & Integer.MAX_VALUE);
        }
        if (!ask.stop().isEmpty()) {
            parameters.setStopStrings(ask.stop().toArray(String[]::new));
        }
        String schema = ask.schema();
        if (schema != null) {
            parameters.setGrammar(grammar(schema));
        }
        return parameters;
    }

    /** A malformed grammar would silently leave the reply unconstrained. */
    private static String grammar(String schema) {
        String grammar = LlamaModel.jsonSchemaToGrammar(schema);
        if (!grammar.contains("root ::=")) {
            throw new Refused("the runtime made no grammar of the schema " + schema);
        }
        // a small model would fill its limit with line breaks
        return grammar.replaceAll("(?m)^space ::= .*$", "space ::= \" \"?");
    }

    private String prompt(@Nullable List<Message.Chat> messages, @Nullable String text) {
        if (messages == null) {
            return text == null ? "" : text;
        }
        try {
            return model.applyTemplate(Json.MAPPER.writeValueAsString(Map.of("messages", messages)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of strings are always JSON", e);
        }
    }
}
