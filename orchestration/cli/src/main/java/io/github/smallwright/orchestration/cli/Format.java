package io.github.smallwright.orchestration.cli;

import io.github.smallwright.agents.Verdict;
import io.github.smallwright.orchestration.run.Cost;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** How facts read in lines for a person. */
final class Format {

    private Format() {}

    static String verdict(Verdict verdict) {
        if (verdict instanceof Verdict.Accept it) {
            return "accepted" + (it.note().isEmpty() ? "" : ": " + it.note());
        } else if (verdict instanceof Verdict.Revise it) {
            return "revise: " + firstLine(it.feedback());
        } else if (verdict instanceof Verdict.Reject it) {
            return "rejected: " + firstLine(it.reason());
        }
        return "unsure: " + firstLine(((Verdict.Unsure) verdict).reason());
    }

    static String firstLine(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() <= 140 ? line : line.substring(0, 139) + "…";
    }

    static String cost(Cost cost) {
        return "%d calls, %d tokens read, %d written%s, %s, %s"
                .formatted(
                        cost.calls(),
                        cost.usage().promptTokens(),
                        cost.usage().replyTokens(),
                        cost.usage().estimated() ? " (partly estimated)" : "",
                        money(cost.money()),
                        time(cost.time()));
    }

    static String money(BigDecimal dollars) {
        return dollars.signum() == 0
                ? "no charge"
                : "$" + dollars.stripTrailingZeros().toPlainString();
    }

    static String time(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    static String size(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
