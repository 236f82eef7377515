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
class PythonEscapesTest {

    static Stream<Arguments> looks() {
        return Stream.of(
                Arguments.of("reads the accounts", "return bool(open('/etc/passwd').read())"),
                Arguments.of("sees the home folders", "return os.path.exists('/root') or os.path.exists('/home')"),
                Arguments.of("sees processes", "return os.path.exists('/proc/self/mem') or os.path.exists('/proc/1')"),
                Arguments.of("writes beside the programs", "open('/usr/escaped', 'w').write('x')\nreturn True"),
                Arguments.of("writes a new folder", "os.mkdir('/escaped')\nreturn True"),
                Arguments.of("sees disks", "return any(n.startswith(('sd', 'vd', 'mem')) for n in os.listdir('/dev'))"),
                Arguments.of("is root", "return os.getuid() == 0"),
                Arguments.of("becomes root", "os.setuid(0)\nreturn True"),
                Arguments.of("mounts", "return os.system('/usr/bin/mount -t tmpfs x /usr 2>/dev/null') == 0"),
                Arguments.of("asks for a name", "import socket\nreturn bool(socket.gethostbyname('example.com'))"),
                Arguments.of(
                        "reaches an address",
                        "import socket\nsocket.create_connection(('1.1.1.1', 53), 2)\nreturn True"),
                Arguments.of(
                        "signals the process of the tests",
                        "os.kill(%d, 0)\nreturn True"
                                .formatted(ProcessHandle.current().pid())),
                Arguments.of(
                        "inherits the environment", "return any(k in os.environ for k in [" + environment() + "])"),
                Arguments.of(
                        "finds the secret in the main module", "import __main__\nreturn 'nonce' in vars(__main__)"),
                Arguments.of("finds the secret in a frame", FRAMES.formatted("f = sys._getframe()")),
                Arguments.of(
                        "finds the secret by a traceback",
                        FRAMES.formatted(
                                "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    f = e.__traceback__.tb_frame")),
                Arguments.of(
                        "finds the secret by walking the stack",
                        "import traceback\nreturn any('nonce' in f.f_locals for f, line in traceback.walk_stack(None))"),
                Arguments.of(
                        "finds the secret under the name of a trusted file",
                        "import collections\nplace = collections.__file__\nspace = {}\nexec(compile('import sys\\nf = sys._getframe()', place, 'exec'), space)\nf = space['f']\n"
                                + FRAMES.formatted("")),
                Arguments.of(
                        "finds the secret from a thread",
                        "import threading\nseen = []\ncode = 'import sys\\nseen.extend(sys._current_frames().values())'\nt = threading.Thread(target=exec, args=(compile(code, 'x', 'exec'), {'seen': seen}))\nt.start(); t.join()\nfor f in seen:\n    while f:\n        if 'nonce' in f.f_locals: return True\n        f = f.f_back"),
                Arguments.of(
                        "finds the secret in the frame of a signal",
                        "import signal\nframes = []\nsignal.signal(signal.SIGUSR1, lambda n, f: frames.append(f))\nsignal.raise_signal(signal.SIGUSR1)\nf = frames[0]\n"
                                + FRAMES.formatted("")),
                Arguments.of(
                        "finds the secret in a generator",
                        "def g(): yield 1\nf = g().gi_frame\n" + FRAMES.formatted("")),
                Arguments.of(
                        "finds the secret in an async generator",
                        "async def g(): yield 1\nf = g().ag_frame\nreturn f is not None"),
                Arguments.of("finds the secret among all objects", "import gc\nreturn bool(gc.get_objects())"),
                Arguments.of("traces the harness", "sys.settrace(lambda *a: None)\nreturn True"),
                Arguments.of("profiles the harness", "sys.setprofile(lambda *a: None)\nreturn True"),
                Arguments.of("reads memory", "import ctypes\nreturn ctypes.string_at(id(0), 1) is not None"),
                Arguments.of(
                        "changes the code of a check",
                        "import unittest\ndef nothing(*a, **k): pass\nunittest.TestCase.fail.__code__ = nothing.__code__\nreturn True"));
    }

    private static final String FRAMES = "%s\nwhile f:\n    if 'nonce' in f.f_locals: return True\n    f = f.f_back";

    private static String environment() {
        return System.getenv().keySet().stream()
                .filter(name -> !Stream.of(
                                "HOME", "PATH", "LC_ALL", "LD_LIBRARY_PATH", "MALLOC_ARENA_MAX", "PWD", "LC_CTYPE")
                        .anyMatch(name::equals))
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(","));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("looks")
    void noEscapeSucceeds(String name, String body) {
        assertThat(Jailed.pythonIf(body)).as(name).isInstanceOf(SandboxResult.TestsFailed.class);
    }

    @Test
    void aChildDoesNotReadTheMemoryOfTheHarness() {
        assertThat(
                        Jailed.pythonIf(
                                """
                        import subprocess, textwrap
                        child = textwrap.dedent('''
                        import ctypes, os, sys
                        class Part(ctypes.Structure): _fields_ = [("base", ctypes.c_void_p), ("size", ctypes.c_size_t)]
                        room = ctypes.create_string_buffer(64)
                        mine, theirs = Part(ctypes.cast(room, ctypes.c_void_p), 64), Part(int(sys.argv[1]), 64)
                        read = ctypes.CDLL(None).process_vm_readv(%s, ctypes.byref(mine), 1, ctypes.byref(theirs), 1, 0)
                        print(read)
                        ''')
                        def read(whose):
                            run = subprocess.run(["/usr/bin/python3", "-I", "-S", "-c", child % whose, str(id(object()))],
                                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
                            return run.stdout.strip()
                        return read("os.getppid()") == b"64"
                        """))
                .isInstanceOf(SandboxResult.TestsFailed.class);
    }

    @Test
    void theHostsLoopbackIsOutOfReach() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(Jailed.pythonIf("import socket\nsocket.create_connection(('127.0.0.1', %d), 2)\nreturn True"
                            .formatted(server.getLocalPort())))
                    .isInstanceOf(SandboxResult.TestsFailed.class);
        }
    }

    static Stream<Arguments> pretences() {
        return Stream.of(
                Arguments.of("ends early as it is loaded", "import os; os._exit(0)"),
                Arguments.of("exits as it is loaded", "import sys; sys.exit(0)"),
                Arguments.of("exits when it is called", "import sys\ndef add(a, b): sys.exit(0)"),
                Arguments.of("ends early when it is called", "import os\ndef add(a, b): os._exit(0)"),
                Arguments.of(
                        "prints words of success",
                        "import os\ndef add(a, b):\n  print('OK 2 tests passed'); os._exit(0)"),
                Arguments.of(
                        "forges reports on all descriptors",
                        "import os\ndef add(a, b):\n  for fd in range(1, 20):\n    try: os.write(fd, b'\\nx T 2 2 \\n')\n    except OSError: pass\n  os._exit(0)"),
                Arguments.of(
                        "makes equal mean nothing",
                        "import unittest; unittest.TestCase.assertEqual = lambda *a: None\ndef add(a, b): return 0"),
                Arguments.of(
                        "makes equal mean nothing, later",
                        "import unittest\ndef add(a, b):\n  unittest.TestCase.assertEqual = lambda *a: None\n  return a + b if a == 2 else 0"),
                Arguments.of(
                        "takes the tests' own class",
                        "import sys\ndef add(a, b):\n  sys.modules['tests'].T.assertEqual = lambda *a: None\n  return a + b if a == 2 else 0"),
                Arguments.of(
                        "replaces the test",
                        "import sys\ndef add(a, b):\n  sys.modules['tests'].T.test_again = lambda self: None\n  return a + b if a == 2 else 0"),
                Arguments.of(
                        "makes failures pass for results",
                        "import unittest\nunittest.TestResult.addFailure = lambda *a: None\ndef add(a, b): return 0"),
                Arguments.of(
                        "makes failures another kind of error",
                        "import builtins; builtins.AssertionError = KeyError\ndef add(a, b): return 0"),
                Arguments.of("skips the test", "import unittest\ndef add(a, b): raise unittest.SkipTest('easy')"),
                Arguments.of(
                        "equals everything",
                        "class Any(int):\n  __eq__ = lambda s, o: True\n  __ne__ = lambda s, o: False\n  __hash__ = int.__hash__\ndef add(a, b): return Any()"),
                Arguments.of(
                        "does it at exit", "import atexit, os\natexit.register(os._exit, 0)\ndef add(a, b): return 0"),
                Arguments.of("is not there", "pass"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pretences")
    void nothingButTheTestsMakesItPass(String name, String source) {
        assertThat(Jailed.python(source)).as(name).isInstanceOf(SandboxResult.TestsFailed.class);
    }
}
