package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.agents.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One attempt of a node: its candidate and what was said of it. */
final class Attempt {

    final int number;
    final String model;
    /** Null until there is a candidate. */
    @Nullable
    String digest;
    /** Verdicts in the order of the gates. */
    final List<Verdict> verdicts = new ArrayList<>(2);

    int score;
    double fraction;
    String feedback = "";
    /** Digests of what feedback agents said. */
    final List<String> remarks = new ArrayList<>(0);
    /** How many feedback agents were asked. */
    int asked;

    Attempt(int number, String model) {
        this.number = number;
        this.model = model;
    }

    boolean betterThan(@Nullable Attempt other) {
        return other == null || score > other.score || (score == other.score && fraction > other.fraction);
    }

    /** A reply that could not be read, and why; what the one re-ask shows the model. */
    @Nullable
    String unread;

    @Nullable
    String unreadable;
}
