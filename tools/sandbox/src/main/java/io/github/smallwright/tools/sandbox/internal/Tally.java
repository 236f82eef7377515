package io.github.smallwright.tools.sandbox.internal;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Counts against the plan found before the candidate ran. */
final class Tally implements TestExecutionListener {
    private final AtomicInteger total;
    private final AtomicInteger passed = new AtomicInteger();
    private final StringBuilder report = new StringBuilder();

    Tally(TestPlan plan) {
        total = new AtomicInteger((int) plan.countTestIdentifiers(TestIdentifier::isTest));
    }

    @Override
    public void dynamicTestRegistered(TestIdentifier test) {
        if (test.isTest()) {
            total.incrementAndGet();
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        note(test.getDisplayName() + " did not run: " + reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            note(test.getDisplayName() + ": "
                    + result.getThrowable().map(Tally::described).orElse("did not finish"));
        } else if (test.isTest()) {
            passed.incrementAndGet();
        }
    }

    int passed() {
        return report.length() == 0 ? passed.get() : Math.min(passed.get(), total.get() - 1);
    }

    int total() {
        return total.get();
    }

    String report() {
        return report.toString();
    }

    private static String described(Throwable failure) {
        try {
            return String.valueOf(failure);
        } catch (RuntimeException | StackOverflowError unreadable) {
            return failure.getClass().getName();
        }
    }

    private synchronized void note(String line) {
        if (report.length() < 6000) {
            report.append(line, 0, Math.min(line.length(), 2000)).append('\n');
        }
    }
}
