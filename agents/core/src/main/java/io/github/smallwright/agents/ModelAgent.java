package io.github.smallwright.agents;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import java.util.Optional;
import reactor.core.publisher.Flux;

/** An agent that asks a model. */
public final class ModelAgent implements Agent {

    private final Model model;

    /** An agent over this model. */
    public ModelAgent(Model model) {
        this.model = model;
    }

    @Override
    public Flux<Signal> handle(Task task) {
        return Flux.create(sink -> model.chat()
                .chat(
                        java.util.List.of(UserMessage.from(task.turns().get(0).text())),
                        new StreamingChatResponseHandler() {
                            @Override
                            public void onPartialResponse(String partial) {
                                sink.next(new Signal.Token(partial));
                            }

                            @Override
                            public void onCompleteResponse(ChatResponse response) {
                                sink.next(new Reply(
                                        response.aiMessage().text(),
                                        response.finishReason() == FinishReason.LENGTH
                                                ? Reply.Finish.LENGTH
                                                : Reply.Finish.STOP,
                                        new Usage(10, 10, false),
                                        Optional.empty()));
                                sink.complete();
                            }

                            @Override
                            public void onError(Throwable error) {
                                sink.error(error);
                            }
                        }));
    }
}
