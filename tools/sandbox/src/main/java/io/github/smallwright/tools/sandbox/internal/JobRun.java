package io.github.smallwright.tools.sandbox.internal;

import io.github.smallwright.tools.SandboxJob;
import io.github.smallwright.tools.SandboxResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One job in its jail, from sources to typed result. */
public final class JobRun {
    private static final int CLASS_BYTES = 8 << 20;
    private static final int REPORT_BYTES = 64 << 10;
    private static final List<String> RESERVED =
            List.of("java.", "javax.", "jdk.", "org.junit.", "io.github.smallwright.");
    private final SandboxJob job;
    private final JailCommand commands;
    private final Jail jail;
    private final String nonce = new BigInteger(160, new SecureRandom()).toString(36);

    public JobRun(SandboxJob job, JailCommand commands, Jail jail) {
        this.job = job;
        this.commands = commands;
        this.jail = jail;
    }

    public SandboxResult java() throws IOException, InterruptedException {
        List<String> compile = commands.java(job.limits(), List.of(CompileStep.class.getName()));
        Jail.End end = jail.run(compile, Wire.texts(job.candidate(), job.tests().orElse("")), CLASS_BYTES);
        if (!end.limit().isEmpty()) {
            return new SandboxResult.LimitReached(end.limit());
        }
        if (end.code() != 0) {
            return unusable("The compiler's jail ended with code %d: %s".formatted(end.code(), cut(end.err())));
        }
        DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(end.out().getBytes(StandardCharsets.ISO_8859_1)));
        String problem = Wire.text(in);
        String authorProblem = Wire.text(in);
        Map<String, byte[]> candidate = Wire.classes(in);
        Map<String, byte[]> tests = Wire.classes(in);
        if (!authorProblem.isEmpty()) {
            return new SandboxResult.Unusable("The test file does not compile: " + authorProblem, "Mend the test file");
        }
        Optional<String> taken = candidate.keySet().stream()
                .filter(name -> RESERVED.stream().anyMatch(name::startsWith))
                .findFirst();
        if (taken.isPresent()) {
            return new SandboxResult.DoesNotCompile("Class %s lies in a reserved package".formatted(taken.get()));
        }
        if (!problem.isEmpty()) {
            return new SandboxResult.DoesNotCompile(cut(problem));
        }
        if (job.tests().isEmpty()) {
            return new SandboxResult.Passed(0);
        }
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(input)) {
            Wire.block(out, nonce.getBytes(StandardCharsets.UTF_8));
            Wire.classes(out, candidate);
            Wire.classes(out, tests);
        }
        List<String> options = List.of("-ea", "--limit-modules", "java.base,java.logging", TestStep.class.getName());
        return judged(jail.run(commands.java(job.limits(), options), input.toByteArray(), REPORT_BYTES));
    }

    public SandboxResult python() throws IOException, InterruptedException {
        String harness;
        try (InputStream source = JobRun.class.getResourceAsStream("harness.py")) {
            harness = new String(Objects.requireNonNull(source).readAllBytes(), StandardCharsets.UTF_8);
        }
        byte[] input = Wire.texts(nonce, job.candidate(), job.tests().orElse(""));
        return judged(jail.run(commands.python(job.limits(), harness), input, REPORT_BYTES));
    }

    private SandboxResult judged(Jail.End end) {
        Optional<Report> found = Report.of(end.out(), nonce);
        if (end.limit().isEmpty() && end.code() == 0 && found.isPresent()) {
            Report report = found.get();
            String limit = Limits.named(job.limits(), 0, report.text());
            if (!limit.isEmpty() && report.passed() < report.total()) {
                return new SandboxResult.LimitReached(limit);
            }
            return switch (report.kind()) {
                case "C" -> new SandboxResult.DoesNotCompile(cut(report.text()));
                case "U" ->
                    new SandboxResult.Unusable(
                            "The test file does not work: " + cut(report.text()), "Mend the test file");
                default -> counted(report);
            };
        }
        if (!end.limit().isEmpty()) {
            return new SandboxResult.LimitReached(end.limit());
        }
        String why = "The test run ended early with code %d and without its report. %s";
        return new SandboxResult.TestsFailed(why.formatted(end.code(), cut(end.err())), 0, 1);
    }

    private SandboxResult counted(Report report) {
        if (job.tests().isPresent() && report.total() == 0) {
            return new SandboxResult.Unusable("The test file has no tests", "Add a test to the test file");
        }
        return report.passed() == report.total()
                ? new SandboxResult.Passed(report.passed())
                : new SandboxResult.TestsFailed(cut(report.text()), Math.max(0, report.passed()), report.total());
    }

    private static SandboxResult unusable(String problem) {
        return new SandboxResult.Unusable(problem, "Run 'smallwright doctor' to see what the sandbox needs");
    }

    private static String cut(String text) {
        return text.length() <= 4000 ? text : text.substring(0, 4000) + " …";
    }
}
