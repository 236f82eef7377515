package io.github.smallwright.orchestration.engine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.smallwright.agents.Verdict;
import io.github.smallwright.orchestration.graph.Condition;
import io.github.smallwright.orchestration.graph.GateUse;
import java.util.StringJoiner;

/** Turns a judge's reply into a verdict. */
final class Judging {

    private Judging() {}

    static Verdict read(Values values, CallState call, GateUse.Judge judge) {
        JsonNode reply = Values.parse(values.content(call.reply));
        ObjectNode visible = values.visible(call.node.scope, judge.accept().roots());
        visible.set("reply", reply);
        values.text(call.node, "candidate").ifPresent(text -> visible.put("candidate", text));
        try {
            return judge.accept().holds(visible)
                    ? new Verdict.Accept(words(reply))
                    : new Verdict.Revise("%s says: %s".formatted(judge.name(), words(reply)), 0);
        } catch (Condition.ConditionException e) {
            return new Verdict.Unsure(Verdict.Cause.EVIDENCE, String.valueOf(e.getMessage()));
        }
    }

    private static String words(JsonNode reply) {
        StringJoiner words = new StringJoiner("; ");
        reply.properties()
                .forEach(field ->
                        words.add(field.getKey() + " = " + field.getValue().asText()));
        return words.toString();
    }
}
