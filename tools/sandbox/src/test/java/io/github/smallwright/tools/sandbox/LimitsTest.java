package io.github.smallwright.tools.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smallwright.tools.Language;
import io.github.smallwright.tools.SandboxLimits;
import io.github.smallwright.tools.SandboxResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;

/** Code that loops, forks, fills memory, disk or output, or stays behind. */
class LimitsTest {

    static Stream<Arguments> excesses() {
        return Stream.of(
                Arguments.of("processor time", Language.JAVA, "while (true) { }"),
                Arguments.of("output", Language.JAVA, "while (true) System.out.println(\"xxxxxxxxxxxxxxxxxxxxxxxx\");"),
                Arguments.of(
                        "memory",
                        Language.JAVA,
                        "long[][] all = new long[1024][]; for (int i = 0; i < 1024; i++) all[i] = new long[1 << 20]; return all.length;"),
                Arguments.of(
                        "processes",
                        Language.JAVA,
                        "for (int i = 0; i < 500; i++) new Thread(() -> { try { Thread.sleep(9000); } catch (InterruptedException e) { } }).start(); return 5;"),
                Arguments.of("processor time", Language.PYTHON, "while True: pass"),
                Arguments.of("output", Language.PYTHON, "while True: print('x' * 1000)"),
                Arguments.of("memory", Language.PYTHON, "x = bytearray(8 << 30)"),
                Arguments.of("processes", Language.PYTHON, "import os\nwhile True: os.fork()"),
                Arguments.of("files", Language.PYTHON, "open('/tmp/x', 'wb').write(b'x' * (4 << 20))"));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("excesses")
    void anExcessIsNamed(String limit, Language language, String source) {
        SandboxResult result = language == Language.JAVA ? Jailed.java(source) : Jailed.python(source);

        assertThat(result).isInstanceOfSatisfying(SandboxResult.LimitReached.class, it -> assertThat(it.limit())
                .startsWith(limit));
    }

    @Test
    void waitingForEverEndsAtTheWallTime() {
        SandboxLimits brief = Jailed.LIMITS.withWallTime(Duration.ofSeconds(3));
        SandboxResult result = Jailed.job(Language.PYTHON, "import time; time.sleep(1000)", Jailed.PYTHON_TESTS, brief)
                .block(Duration.ofSeconds(15));

        assertThat(result).isEqualTo(new SandboxResult.LimitReached("wall time of 3 s"));
    }

    @Test
    void whatStaysBehindEndsWithTheJail() throws Exception {
        String daemon =
                """
                import os, sys, time
                if os.fork() == 0:
                    os.setsid()
                    if os.fork() == 0:
                        os.execv('/usr/bin/sleep', ['sleep', '86399.25'])
                    os._exit(0)
                def add(a, b): return a + b
                """;
        assertThat(Jailed.python(daemon)).isEqualTo(new SandboxResult.Passed(2));
        await("86399.25");
    }

    @Test
    void cancellingKillsTheJailAndLeavesNoFiles() throws Exception {
        Set<String> before = temporary();
        Disposable run = Jailed.job(
                        Language.PYTHON,
                        "import os\nos.execv('/usr/bin/sleep', ['sleep', '86399.75'])",
                        Jailed.PYTHON_TESTS,
                        Jailed.LIMITS)
                .subscribe();
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!runs("86399.75") && System.nanoTime() < limit) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(runs("86399.75")).isTrue();
        run.dispose();
        await("86399.75");
        assertThat(temporary()).isEqualTo(before);
    }

    private static void await(String argument) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (runs(argument) && System.nanoTime() < limit) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(runs(argument)).as("a process still sleeps for " + argument).isFalse();
    }

    private static boolean runs(String argument) {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info().commandLine().orElse("").contains("sleep " + argument));
    }

    private static Set<String> temporary() throws IOException {
        try (Stream<java.nio.file.Path> files =
                java.nio.file.Files.list(java.nio.file.Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(Object::toString)
                    .filter(name -> name.contains("smallwright") || name.contains("bwrap"))
                    .collect(Collectors.toSet());
        }
    }
}
