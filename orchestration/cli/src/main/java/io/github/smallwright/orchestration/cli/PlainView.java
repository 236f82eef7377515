package io.github.smallwright.orchestration.cli;

import io.github.smallwright.agents.TaskId;
import io.github.smallwright.orchestration.graph.NodeEnd;
import io.github.smallwright.orchestration.run.LiveSignal;
import io.github.smallwright.orchestration.run.Outcome;
import io.github.smallwright.orchestration.run.RunEvent;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/** One line for each thing that happens, for logs and pipes. */
final class PlainView implements View {

    private final PrintStream out;
    private final Map<TaskId, Long> asked = new HashMap<>();
    private final Map<TaskId, String> models = new HashMap<>();
    private final Map<TaskId, StringBuilder> drafts = new HashMap<>();
    private boolean first = true;

    PlainView(PrintStream out) {
        this.out = out;
    }

    @Override
    public void event(RunEvent event) {
        if (event instanceof RunEvent.CallPlanned it) {
            models.put(it.task(), it.model());
        } else if (event instanceof RunEvent.Asked it) {
            asked.put(it.task(), it.at());
            line(it.task(), "%s asked".formatted(models.get(it.task())));
        } else if (event instanceof RunEvent.Replied it) {
            double seconds = (it.at() - asked.getOrDefault(it.task(), it.at())) / 1000.0;
            line(
                    it.task(),
                    "replied: %d tokens in %.1f s%s"
                            .formatted(
                                    it.usage().replyTokens(),
                                    seconds,
                                    it.unreadable() == null ? "" : ", unreadable: " + it.unreadable()));
            draft(it.task());
        } else if (event instanceof RunEvent.Judged it) {
            line(it.task(), Format.verdict(it.verdict()) + (it.known() ? " (same candidate as before)" : ""));
        } else if (event instanceof RunEvent.CallFailed it) {
            line(it.task(), "failed: " + it.reason());
        } else if (event instanceof RunEvent.TimedOut it) {
            line(it.task(), "timed out");
        } else if (event instanceof RunEvent.TryFailed it) {
            line(it.task(), "try %d failed: %s".formatted(it.number(), it.reason()));
        } else if (event instanceof RunEvent.BudgetSpent it) {
            out.println("budget of %s is spent".formatted(it.limit()));
        } else if (event instanceof RunEvent.NodeEnded it && it.end() != NodeEnd.DONE) {
            String why = it.reason() == null
                    ? ""
                    : ": " + Format.firstLine(it.reason().detail());
            out.println("%s %s%s".formatted(it.node(), it.end().name().toLowerCase(java.util.Locale.ROOT), why));
        }
    }

    private void line(TaskId task, String what) {
        String part = task.part().equals(TaskId.GENERATE) ? "" : " " + task.part();
        out.println("%s attempt %d%s: %s".formatted(task.path().substring(1), task.attempt(), part, what));
    }

    /** The draft as it came, marked as one. Signals may lag behind the reply: then it is not shown. */
    private void draft(TaskId task) {
        StringBuilder draft = drafts.remove(task);
        if (draft != null) {
            draft.toString().strip().lines().forEach(line -> out.println("  | " + line));
        }
    }

    @Override
    public void signal(LiveSignal signal) {
        if (signal instanceof LiveSignal.Draft draft) {
            if (first) {
                first = false;
                line(draft.task(), "first tokens arrive");
            }
            drafts.computeIfAbsent(draft.task(), key -> new StringBuilder()).append(draft.text());
        }
    }

    @Override
    public void end(Outcome outcome) {
        new ResultText(out).print(outcome);
    }
}
