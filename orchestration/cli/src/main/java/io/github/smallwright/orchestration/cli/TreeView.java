package io.github.smallwright.orchestration.cli;

import io.github.smallwright.agents.TaskId;
import io.github.smallwright.orchestration.run.LiveSignal;
import io.github.smallwright.orchestration.run.Outcome;
import io.github.smallwright.orchestration.run.RunEvent;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;

/** A tree that redraws itself: nodes, attempts, verdicts, the draft as it streams, tokens. */
final class TreeView implements View {

    private static final int DRAFT_LINES = 8;

    private final Terminal terminal;
    private final PrintStream out;
    private final Display display;
    private final Map<String, Branch> branches = new LinkedHashMap<>();
    private final StringBuilder draft = new StringBuilder();
    private final boolean colour;
    private long tokens;

    /** What is shown of one node. */
    private static final class Branch {
        private String state = "";
        private final List<String> lines = new ArrayList<>();
    }

    TreeView(Terminal terminal, PrintStream out, boolean colour) {
        this.terminal = terminal;
        this.out = out;
        this.colour = colour;
        this.display = new Display(terminal, false);
    }

    @Override
    public void event(RunEvent event) {
        if (event instanceof RunEvent.NodeReady it) {
            branch(it.scope(), it.node()).state = "…";
        } else if (event instanceof RunEvent.CallPlanned it) {
            draft.setLength(0);
            add(it.task(), "%s %s".formatted(label(it.task()), it.model()));
        } else if (event instanceof RunEvent.Replied it) {
            tokens += it.usage().tokens();
            add(it.task(), "  %d tokens".formatted(it.usage().replyTokens()));
        } else if (event instanceof RunEvent.Judged it) {
            add(it.task(), "  %s %s".formatted(it.task().part(), Format.verdict(it.verdict())));
        } else if (event instanceof RunEvent.CallFailed it) {
            add(it.task(), "  failed: " + Format.firstLine(it.reason()));
        } else if (event instanceof RunEvent.TimedOut it) {
            add(it.task(), "  timed out");
        } else if (event instanceof RunEvent.NodeEnded it) {
            branch(it.scope(), it.node()).state = it.end().name().toLowerCase(Locale.ROOT)
                    + (it.assurance() == null
                            ? ""
                            : ", " + it.assurance().name().toLowerCase(Locale.ROOT));
            draft.setLength(0);
        }
        draw();
    }

    private static String label(TaskId task) {
        return task.part().equals(TaskId.GENERATE) ? "attempt " + task.attempt() + ":" : task.part();
    }

    private Branch branch(String scope, String node) {
        String path = (scope.endsWith("/") ? scope : scope + "/") + node;
        return branches.computeIfAbsent(path.substring(1), key -> new Branch());
    }

    private void add(TaskId task, String line) {
        branch(task.scope(), task.node()).lines.add(line);
    }

    @Override
    public void signal(LiveSignal signal) {
        if (signal instanceof LiveSignal.Draft more) {
            draft.append(more.text());
        } else {
            draft.setLength(0);
        }
        draw();
    }

    private void draw() {
        int width = Math.max(20, terminal.getSize().getColumns());
        int height = Math.max(4, terminal.getSize().getRows());
        List<AttributedString> lines = new ArrayList<>();
        branches.forEach((path, branch) -> {
            lines.add(paint("1", "%s  %s".formatted(path, branch.state), width));
            branch.lines.forEach(line -> lines.add(paint(shade(line), "  " + line, width)));
        });
        if (!draft.isEmpty()) {
            List<String> text = draft.toString().lines().toList();
            text.subList(Math.max(0, text.size() - DRAFT_LINES), text.size())
                    .forEach(line -> lines.add(paint("2", "  │ " + line, width)));
        }
        lines.add(paint("2", "%d tokens so far".formatted(tokens), width));
        int from = Math.max(0, lines.size() - height + 1);
        display.resize(org.jline.terminal.Size.of(width, height));
        display.update(lines.subList(from, lines.size()), -1);
    }

    private static String shade(String line) {
        return line.contains(" accepted") ? "32" : line.contains("revise:") || line.contains("failed:") ? "33" : "0";
    }

    private AttributedString paint(String code, String text, int width) {
        String shown = text.length() < width ? text : text.substring(0, width - 2) + "…";
        return colour
                ? AttributedString.fromAnsi("\u001b[" + code + "m" + shown + "\u001b[0m")
                : new AttributedString(shown);
    }

    @Override
    public void end(Outcome outcome) {
        draft.setLength(0);
        draw();
        display.update(List.of(), 0);
        branches.forEach((path, branch) -> {
            out.println(path + "  " + branch.state);
            branch.lines.forEach(line -> out.println("  " + line));
        });
        new ResultText(out).print(outcome);
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("The terminal cannot be given back", e);
        }
    }
}
