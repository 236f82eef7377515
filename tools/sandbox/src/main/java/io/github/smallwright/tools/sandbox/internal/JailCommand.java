package io.github.smallwright.tools.sandbox.internal;

import io.github.smallwright.tools.SandboxLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds the bubblewrap command line of one jail: no network, no /proc, nothing writable but a bounded /tmp. */
public final class JailCommand {
    private static final String STAGE = "/tmp";
    private static final long JVM_ADDRESS_SPACE = 1L << 30;
    private final List<Path> libraries;
    private final Path jdk = Path.of(System.getProperty("java.home"));
    private final boolean root = "root".equals(System.getProperty("user.name"));

    public JailCommand(List<Path> libraries) {
        this.libraries = List.copyOf(libraries);
    }

    /** Runs a class of {@link #libraries} on the JDK; {@code options} come before the class name. */
    public List<String> java(SandboxLimits limits, List<String> options) {
        List<String> program = new ArrayList<>(List.of(
                "/jdk/bin/java",
                "-Xmx" + limits.memoryMiB() + "m",
                "-Xss1m",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-XX:MaxMetaspaceSize=128m",
                "-XX:CompressedClassSpaceSize=32m",
                "-XX:ReservedCodeCacheSize=48m",
                "-XX:MaxDirectMemorySize=" + limits.memoryMiB() + "m",
                "-XX:+DisableAttachMechanism",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-cp",
                classPath()));
        program.addAll(options);
        return jail(limits, JVM_ADDRESS_SPACE, program);
    }

    /** Runs Python isolated from its environment. */
    public List<String> python(SandboxLimits limits, String source) {
        return jail(limits, 0, List.of("/usr/bin/python3", "-I", "-S", "-B", "-X", "utf8", "-c", source));
    }

    private String classPath() {
        List<String> places = new ArrayList<>();
        for (int i = 0; i < libraries.size(); i++) {
            places.add("/lib-" + i + ".jar");
        }
        return String.join(":", places);
    }

    private List<String> jail(SandboxLimits limits, long extraMemory, List<String> program) {
        List<String> command = new ArrayList<>();
        if (root) {
            // The process limit does not bind root, and nobody cannot read root's folders: stage first, then drop.
            // A parent without capabilities cannot signal another user: the namespace of processes dies with its first.
            command.addAll(List.of("bwrap", "--die-with-parent", "--unshare-pid", "--cap-add", "ALL"));
            command.addAll(List.of("--dev-bind", "/", "/"));
            command.addAll(List.of("--tmpfs", STAGE, "--ro-bind", jdk.toString(), STAGE + "/jdk"));
            for (int i = 0; i < libraries.size(); i++) {
                command.addAll(List.of("--ro-bind", libraries.get(i).toString(), STAGE + "/lib-" + i + ".jar"));
            }
            command.addAll(List.of("--", "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
            command.addAll(List.of("--pdeathsig", "KILL"));
        }
        command.addAll(List.of("bwrap", "--unshare-all", "--unshare-user", "--die-with-parent", "--new-session"));
        command.addAll(List.of("--clearenv", "--ro-bind", "/usr", "/usr"));
        for (String name : List.of("bin", "lib", "lib64")) {
            Path folder = Path.of("/" + name);
            if (Files.isSymbolicLink(folder)) {
                command.addAll(List.of("--symlink", "usr/" + name, folder.toString()));
            } else {
                command.addAll(List.of("--ro-bind-try", folder.toString(), folder.toString()));
            }
        }
        command.addAll(List.of("--ro-bind", root ? STAGE + "/jdk" : jdk.toString(), "/jdk"));
        Path settings = Path.of("/etc/java-" + Runtime.version().feature() + "-openjdk");
        command.addAll(List.of("--ro-bind-try", settings.toString(), settings.toString()));
        for (int i = 0; i < libraries.size(); i++) {
            String inside = "/lib-" + i + ".jar";
            command.addAll(List.of(
                    "--ro-bind", root ? STAGE + inside : libraries.get(i).toString(), inside));
        }
        for (String device : List.of("/dev/null", "/dev/random", "/dev/urandom")) {
            command.addAll(List.of("--dev-bind", device, device));
        }
        command.addAll(List.of("--size", Long.toString(limits.fileBytes()), "--tmpfs", "/tmp"));
        command.addAll(List.of("--setenv", "HOME", "/tmp", "--setenv", "PATH", "/usr/bin", "--setenv", "LC_ALL"));
        command.addAll(List.of("C.UTF-8", "--setenv", "LD_LIBRARY_PATH", "/jdk/lib", "--setenv", "MALLOC_ARENA_MAX"));
        command.addAll(List.of("1", "--chdir", "/tmp", "--remount-ro", "/", "--", "/usr/bin/prlimit"));
        long cpuSeconds = Math.max(1, (limits.cpuTime().toMillis() + 999) / 1000);
        command.addAll(List.of("--cpu=" + cpuSeconds, "--core=0", "--nproc=" + limits.processes()));
        command.add("--as=" + (((long) limits.memoryMiB() << 20) + extraMemory));
        command.addAll(List.of("--fsize=" + limits.fileBytes(), "--"));
        command.addAll(program);
        return List.copyOf(command);
    }
}
