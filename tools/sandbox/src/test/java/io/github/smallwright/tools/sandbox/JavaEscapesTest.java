package io.github.smallwright.tools.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smallwright.tools.SandboxResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each candidate adds rightly if its escape succeeds, or is wrong and tries to look right; none may pass. */
class JavaEscapesTest {

    static Stream<Arguments> looks() {
        return Stream.of(
                Arguments.of("reads the accounts", "return Files.size(Path.of(\"/etc/passwd\")) > 0;"),
                Arguments.of(
                        "sees the home folders",
                        "return new File(\"/root\").exists() || new File(\"/home\").exists();"),
                Arguments.of(
                        "sees processes",
                        "return new File(\"/proc/self\").exists() || new File(\"/proc/1\").exists();"),
                Arguments.of(
                        "sees the process of the tests",
                        "return ProcessHandle.of(%dL).isPresent();"
                                .formatted(ProcessHandle.current().pid())),
                Arguments.of(
                        "writes beside the programs",
                        "Files.writeString(Path.of(\"/usr/escaped\"), \"x\"); return true;"),
                Arguments.of(
                        "writes into the JDK", "Files.writeString(Path.of(\"/jdk/lib/escaped\"), \"x\"); return true;"),
                Arguments.of(
                        "reaches an address",
                        "new Socket().connect(new InetSocketAddress(\"1.1.1.1\", 53), 2000); return true;"),
                Arguments.of("asks for a name", "return InetAddress.getByName(\"example.com\") != null;"),
                Arguments.of(
                        "inherits the environment",
                        "for (String n : List.of(" + environment()
                                + ")) if (System.getenv(n) != null) return true; return false;"),
                Arguments.of("reads on where the harness stopped", "return System.in.read() >= 0;"),
                Arguments.of("uses unsafe memory", "return Class.forName(\"sun.misc.Unsafe\") != null;"),
                Arguments.of(
                        "attaches to itself", "return Class.forName(\"com.sun.tools.attach.VirtualMachine\") != null;"),
                Arguments.of(
                        "looks at live frames",
                        "var c = Class.forName(\"java.lang.LiveStackFrame\").getDeclaredMethod(\"getStackWalker\"); c.setAccessible(true); return c.invoke(null) != null;"),
                Arguments.of(
                        "opens a field of the platform",
                        "var f = String.class.getDeclaredField(\"value\"); f.setAccessible(true); return true;"),
                Arguments.of(
                        "defines classes by reflection",
                        "var m = ClassLoader.class.getDeclaredMethod(\"defineClass\", byte[].class, int.class, int.class); m.setAccessible(true); return true;"),
                Arguments.of("brings a native library", "System.load(\"/usr/lib/libescape.so\"); return true;"));
    }

    private static String environment() {
        return System.getenv().keySet().stream()
                .filter(name -> !Stream.of("HOME", "PATH", "LC_ALL", "LD_LIBRARY_PATH", "MALLOC_ARENA_MAX", "PWD")
                        .anyMatch(name::equals))
                .map(name -> "\"" + name + "\"")
                .collect(Collectors.joining(","));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("looks")
    void noEscapeSucceeds(String name, String body) {
        assertThat(Jailed.javaIf(body)).as(name).isInstanceOf(SandboxResult.TestsFailed.class);
    }

    @Test
    void theHostsLoopbackIsOutOfReach() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(Jailed.javaIf(
                            "new Socket().connect(new InetSocketAddress(\"127.0.0.1\", %d), 2000); return true;"
                                    .formatted(server.getLocalPort())))
                    .isInstanceOf(SandboxResult.TestsFailed.class);
        }
    }

    static Stream<Arguments> pretences() {
        return Stream.of(
                Arguments.of("exits", "System.exit(0); return 0;"),
                Arguments.of("halts", "Runtime.getRuntime().halt(0); return 0;"),
                Arguments.of(
                        "prints words of success",
                        "System.out.println(\"2 tests passed\"); Runtime.getRuntime().halt(0); return 0;"),
                Arguments.of(
                        "forges the report",
                        "try (var out = new java.io.FileOutputStream(java.io.FileDescriptor.out)) { out.write(\"\\nx T 2 2 \\n\".getBytes()); } catch (java.io.IOException e) { } Runtime.getRuntime().halt(0); return 0;"),
                Arguments.of(
                        "switches assertions off",
                        "Add.class.getClassLoader().setDefaultAssertionStatus(false); Add.class.getClassLoader().setClassAssertionStatus(\"AddTest\", false); return a == 2 ? 5 : 0;"),
                Arguments.of("aborts the test", "throw new org.opentest4j.TestAbortedException(\"easy\");"),
                Arguments.of("never comes back to the test", "Thread.currentThread().stop(); return 0;"),
                Arguments.of(
                        "exits from another thread",
                        "new Thread(() -> Runtime.getRuntime().halt(0)).start(); return 0;"),
                Arguments.of(
                        "is right once",
                        "return System.getProperty(\"x\") == null && System.setProperty(\"x\", \"\") == null ? a + b : 0;"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pretences")
    void nothingButTheTestsMakesItPass(String name, String body) {
        assertThat(Jailed.java(body)).as(name).isNotInstanceOf(SandboxResult.Passed.class);
    }

    @Test
    void aClassOfTheTestsOrOfJunitIsNotOverridden() {
        assertThat(Jailed.javaClass(
                        "public class Add { static int add(int a, int b) { return 0; } } class AddTest { }"))
                .isNotInstanceOf(SandboxResult.Passed.class);
        assertThat(Jailed.javaClass("package org.junit.jupiter.api; public class Assertions { }"))
                .isInstanceOf(SandboxResult.DoesNotCompile.class);
    }

    @Test
    void codeThatRunsAsItIsLoadedDoesNotDecide() {
        assertThat(
                        Jailed.javaClass(
                                "public class Add { static { Runtime.getRuntime().halt(0); } static int add(int a, int b) { return 0; } }"))
                .isInstanceOf(SandboxResult.TestsFailed.class);
    }
}
