package io.github.smallwright.agents;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.smallwright.agents.ModelProfile.Score;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tries every shape of a prompt on examples that the prompt does not show, and counts how often every field is right.
 *
 * @param model the model, called once for each shape and example
 * @param prompt the prompt with example turns
 * @param output the declared fields
 * @param maxTokens limit of a reply
 */
public record ShapeSearch(Model model, Prompt prompt, Output.Fields output, int maxTokens) {

    /**
     * A held-out example.
     *
     * @param values what fills the prompt's slots, by path, as in {@code input.text}
     * @param fields the right reply, a JSON object
     */
    public record Example(Map<String, String> values, String fields) {
        public Example {
            values = Map.copyOf(values);
        }
    }

    /** The shapes that the model can read with their scores, best first, in the order of the shapes where they are equal. */
    public Mono<List<Score>> scores(List<Example> examples) {
        return Flux.fromArray(PromptShape.values())
                .filter(shape -> shape != PromptShape.COMPLETION || model.chat() instanceof ShapedChat)
                .concatMap(shape -> score(shape, examples))
                .collectSortedList(Comparator.comparingInt(Score::exact).reversed());
    }

    /** How one shape does; fails only if a call does. */
    public Mono<Score> score(PromptShape shape, List<Example> examples) {
        return Flux.fromIterable(examples)
                .concatMap(example -> reply(shape, example).map(reply -> isExact(reply, example)))
                .filter(exact -> exact)
                .count()
                .map(exact -> new Score(shape, exact.intValue(), examples.size()));
    }

    /** What the model says to one example in one shape. */
    public Mono<Reply> reply(PromptShape shape, Example example) {
        Task task = new Task(
                new TaskId("shape-search", "/", "example", 1, TaskId.GENERATE),
                turns(example),
                output,
                1,
                0,
                maxTokens);
        return new ModelAgent(model)
                .withShape(shape)
                .handle(task)
                .ofType(Reply.class)
                .next();
    }

    /** Where the result belongs in a {@link ModelProfile}. */
    public String digest(Example any) {
        return ModelProfile.digest(turns(any));
    }

    /** Whether every field of the reply is right and none is missing or added. */
    public static boolean isExact(Reply reply, Example example) {
        try {
            return reply.unreadable().isEmpty()
                    && LenientJson.strict(reply.artefact()).equals(LenientJson.strict(example.fields()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The fields of example %s are no JSON".formatted(example), e);
        }
    }

    private List<Turn> turns(Example example) {
        return prompt.render(slot -> Optional.ofNullable(example.values().get(slot.path())));
    }
}
