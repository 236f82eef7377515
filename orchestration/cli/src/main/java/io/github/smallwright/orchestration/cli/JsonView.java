package io.github.smallwright.orchestration.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.smallwright.agents.Usage;
import io.github.smallwright.orchestration.run.Evidence;
import io.github.smallwright.orchestration.run.Outcome;
import io.github.smallwright.orchestration.run.RunEvent;
import java.io.PrintStream;
import java.util.List;

/** One JSON object a line: every event as it is journaled, and last the outcome. */
final class JsonView implements View {

    private final ObjectMapper json = new ObjectMapper();
    private final PrintStream out;

    JsonView(PrintStream out) {
        this.out = out;
    }

    @Override
    public void event(RunEvent event) {
        line(event);
    }

    @Override
    public void end(Outcome outcome) {
        ObjectNode end = json.createObjectNode()
                .put("event", "Outcome")
                .put("outcome", outcome.getClass().getSimpleName())
                .put("exit", Exit.of(outcome));
        outcome.match(
                it -> artefact(end, it.text(), it.digest(), it.assurance().name(), it.author(), it.evidence()),
                it -> artefact(end, it.text(), it.digest(), it.assurance().name(), it.author(), List.of()),
                it -> end,
                it -> end,
                it -> end);
        end.set("reason", json.valueToTree(outcome.reason()));
        Usage usage = outcome.cost().usage();
        end.putObject("cost")
                .put("calls", outcome.cost().calls())
                .put("promptTokens", usage.promptTokens())
                .put("replyTokens", usage.replyTokens())
                .put("estimated", usage.estimated())
                .put("dollars", outcome.cost().money())
                .put("milliseconds", outcome.cost().time().toMillis());
        line(end);
    }

    private ObjectNode artefact(
            ObjectNode end, String text, String digest, String assurance, String author, List<Evidence> evidence) {
        end.put("text", text).put("digest", digest).put("assurance", assurance).put("author", author);
        return end.set("evidence", json.valueToTree(evidence));
    }

    private void line(Object value) {
        try {
            out.println(json.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
