package io.github.smallwright.tools.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BubblewrapSandboxTest {
    private static final Sandbox SANDBOX =
            ServiceLoader.load(Sandbox.class).findFirst().orElseThrow();
    private static final SandboxLimits LIMITS =
            new SandboxLimits(Duration.ofSeconds(12), Duration.ofSeconds(6), 128, 64, 64 << 10, 1 << 20);
    private static final String JAVA_TESTS =
            """
            import org.junit.jupiter.api.*;
            class AddTest {
                @Test void adds() { Assertions.assertEquals(5, Add.add(2, 3)); }
                @Test void asserts() { assert Add.add(1, 1) == 2; }
            }
            """;
    private static final String PYTHON_TESTS =
            """
            import unittest, candidate
            class T(unittest.TestCase):
                def test_adds(self): self.assertEqual(5, candidate.add(2, 3))
            """;

    private static SandboxResult run(Language language, String candidate, String tests) {
        Readiness ready = Objects.requireNonNull(SANDBOX.ready(language).block());
        boolean there = ready instanceof Readiness.Ready;
        String required = System.getenv().getOrDefault("SMALLWRIGHT_REQUIRE", "");
        if (!there && List.of(required.split("\\s*,\\s*")).contains("sandbox")) {
            throw new AssertionError("missing: a sandbox: " + ready);
        }
        assumeTrue(there, "missing: a sandbox: " + ready);
        SandboxJob job = new SandboxJob(language, candidate, Optional.of(tests), LIMITS);
        return Objects.requireNonNull(SANDBOX.run(job).block(Duration.ofSeconds(20)));
    }

    private static SandboxResult java(String body) {
        return run(Language.JAVA, "public class Add { static int add(int a, int b) { " + body + " } }", JAVA_TESTS);
    }

    private static SandboxResult python(String source) {
        return run(Language.PYTHON, source, PYTHON_TESTS);
    }

    @Test
    void rightJavaPasses() {
        assertThat(java("return a + b;")).isEqualTo(new SandboxResult.Passed(2));
    }

    @Test
    void rightPythonPasses() {
        assertThat(python("def add(a, b): return a + b")).isEqualTo(new SandboxResult.Passed(1));
    }

    @Test
    void wrongCodeFails() {
        assertThat(java("return a;")).isInstanceOf(SandboxResult.TestsFailed.class);
        assertThat(python("def add(a, b): return a")).isInstanceOf(SandboxResult.TestsFailed.class);
    }

    @Test
    void brokenCodeDoesNotCompile() {
        assertThat(java("return")).isInstanceOf(SandboxResult.DoesNotCompile.class);
        assertThat(python("def add(a")).isInstanceOf(SandboxResult.DoesNotCompile.class);
        assertThat(run(Language.JAVA, "class Other {}", JAVA_TESTS)).isInstanceOf(SandboxResult.DoesNotCompile.class);
    }

    @Test
    void aBrokenTestFileIsUnusable() {
        assertThat(run(Language.JAVA, "class Add {}", "class {")).isInstanceOf(SandboxResult.Unusable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.exit(0); return 5;",
                "Runtime.getRuntime().halt(0); return 5;",
                "System.out.println(\"2 tests passed\"); Runtime.getRuntime().halt(0); return 5;",
                "Add.class.getClassLoader().setDefaultAssertionStatus(false); return 5;",
                "try { return java.nio.file.Files.readString(java.nio.file.Path.of(\"/etc/passwd\")).length() > 0 ? a + b : 0; } catch (Exception e) { return 0; }",
                "try { return java.nio.file.Files.list(java.nio.file.Path.of(\"/root\")).count() >= 0 ? a + b : 0; } catch (Exception e) { return 0; }",
                "try { java.nio.file.Files.writeString(java.nio.file.Path.of(\"/usr/x\"), \"x\"); return a + b; } catch (Exception e) { return 0; }",
                "try { new java.net.Socket(\"1.1.1.1\", 53); return a + b; } catch (Exception e) { return 0; }",
                "return new java.io.File(\"/proc/self\").exists() ? a + b : 0;",
                "return System.getenv(\"USER\") != null ? a + b : 0;",
                "return add(a, b) + 1;",
                "try { System.setSecurityManager(null); } catch (Throwable t) { } throw new Error();"
            })
    void javaEscapesFail(String body) {
        assertThat(java(body)).isInstanceOf(SandboxResult.TestsFailed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) { }",
                "while (true) System.out.println(\"xxxxxxxxxxxxxxxxxxxxxxxx\");",
                "long[][] all = new long[1000][]; for (int i = 0; i < 1000; i++) all[i] = new long[1 << 20]; return all.length;",
                "for (int i = 0; i < 500; i++) new Thread(() -> { while (true) Thread.onSpinWait(); }).start(); return 5;"
            })
    void javaExcessesReachALimit(String body) {
        assertThat(java(body)).isInstanceOf(SandboxResult.LimitReached.class);
    }

    @Test
    void aClassOfTheTestsOrOfJunitIsNotOverridden() {
        assertThat(run(
                        Language.JAVA,
                        "public class Add { static int add(int a, int b) { return 0; } } class AddTest { }",
                        JAVA_TESTS))
                .isNotInstanceOf(SandboxResult.Passed.class);
        assertThat(run(Language.JAVA, "package org.junit.jupiter.api; public class Assertions { }", JAVA_TESTS))
                .isInstanceOf(SandboxResult.DoesNotCompile.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import os; os._exit(0)",
                "import sys; sys.exit(0)",
                "import unittest; unittest.TestCase.assertEqual = lambda *a: None\ndef add(a, b): return 0",
                "import builtins; builtins.AssertionError = KeyError\ndef add(a, b): return 0",
                "import os\ndef add(a, b):\n  os.write(1, b'x T 1 1 \\n'); os._exit(0)",
                "import sys\ndef add(a, b):\n  f = sys._getframe()\n  return 5",
                "import gc\ndef add(a, b):\n  gc.get_objects()\n  return 5",
                "import ctypes\ndef add(a, b): return ctypes.string_at(0) and 5",
                "open('/etc/passwd')",
                "import os\nos.listdir('/root')",
                "import socket\nsocket.create_connection(('127.0.0.1', 80), 2)",
                "open('/usr/x', 'w')",
                "import os\nos.kill(os.getppid(), 9)\ndef add(a, b): return 0",
                "def add(a, b): return add(a, b)"
            })
    void pythonEscapesFail(String source) {
        assertThat(python(source)).isInstanceOf(SandboxResult.TestsFailed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while True: pass",
                "while True: print('x' * 1000)",
                "x = bytearray(8 << 30)",
                "import time; time.sleep(1000)",
                "import os\nwhile True: os.fork()",
                "open('/tmp/x', 'wb').write(b'x' * (4 << 20))"
            })
    void pythonExcessesReachALimit(String source) {
        assertThat(python(source)).isInstanceOf(SandboxResult.LimitReached.class);
    }
}
