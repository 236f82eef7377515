package io.github.smallwright.tools.sandbox;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.smallwright.tools.Language;
import io.github.smallwright.tools.Readiness;
import io.github.smallwright.tools.Sandbox;
import io.github.smallwright.tools.SandboxJob;
import io.github.smallwright.tools.SandboxLimits;
import io.github.smallwright.tools.SandboxResult;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import reactor.core.publisher.Mono;

/** Runs candidates for an addition in the real jail. */
final class Jailed {

    static final Sandbox SANDBOX = ServiceLoader.load(Sandbox.class).findFirst().orElseThrow();
    static final SandboxLimits LIMITS =
            new SandboxLimits(Duration.ofSeconds(12), Duration.ofSeconds(6), 128, 64, 64 << 10, 1 << 20);
    private static final String JAVA_TESTS =
            """
            import org.junit.jupiter.api.*;
            class AddTest {
                @Test void adds() { Assertions.assertEquals(5, Add.add(2, 3)); }
                @Test void asserts() { assert Add.add(1, 1) == 2; }
            }
            """;
    static final String PYTHON_TESTS =
            """
            import unittest, candidate
            class T(unittest.TestCase):
                def test_adds(self): self.assertEqual(5, candidate.add(2, 3))
                def test_again(self): self.assertEqual(7, candidate.add(3, 4))
            """;

    private Jailed() {}

    /** Without a jail the test is skipped, or fails where {@code SMALLWRIGHT_REQUIRE} says so. */
    private static void need(Language language) {
        Readiness ready = Objects.requireNonNull(SANDBOX.ready(language).block(Duration.ofSeconds(30)));
        boolean there = ready instanceof Readiness.Ready;
        String required = System.getenv().getOrDefault("SMALLWRIGHT_REQUIRE", "");
        if (!there && List.of(required.split(",")).contains("sandbox")) {
            throw new AssertionError("missing: a sandbox: " + ready);
        }
        assumeTrue(there, "missing: a sandbox: " + ready);
    }

    static Mono<SandboxResult> job(Language language, String candidate, String tests, SandboxLimits limits) {
        need(language);
        return SANDBOX.run(new SandboxJob(language, candidate, Optional.of(tests), limits));
    }

    static SandboxResult run(Language language, String candidate, String tests) {
        return Objects.requireNonNull(job(language, candidate, tests, LIMITS).block(Duration.ofSeconds(25)));
    }

    /** The body of {@code int add(int a, int b)}. */
    static SandboxResult java(String body) {
        return run(Language.JAVA, "public class Add { static int add(int a, int b) { " + body + " } }", JAVA_TESTS);
    }

    /** A class {@code Add} of the author's own making. */
    static SandboxResult javaClass(String source) {
        return run(Language.JAVA, source, JAVA_TESTS);
    }

    /** Adds rightly if this body of a method that gives a boolean says true, and wrongly else. */
    static SandboxResult javaIf(String body) {
        return javaClass(
                """
                import java.io.*; import java.net.*; import java.nio.file.*; import java.util.*;
                public class Add {
                    static boolean won() throws Throwable { %s }
                    static int add(int a, int b) {
                        boolean won;
                        try { won = won(); } catch (Throwable lost) { won = false; }
                        return won ? a + b : -1;
                    }
                }
                """
                        .formatted(body));
    }

    /** A module with {@code add(a, b)}. */
    static SandboxResult python(String source) {
        return run(Language.PYTHON, source, PYTHON_TESTS);
    }

    /** Adds rightly if this body of a function gives something true, and wrongly else. */
    static SandboxResult pythonIf(String body) {
        return python(
                "import os, sys\ndef won():\n" + body.strip().indent(4)
                        + """
                def add(a, b):
                    try:
                        right = won()
                    except BaseException:
                        right = False
                    return a + b if right else -1
                """);
    }
}
