package io.github.smallwright.tools.sandbox.internal;

import com.sun.source.util.JavacTask;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Runs in the jail: compiles candidate and tests, runs nothing of either, and prints the classes. */
public final class CompileStep {
    private static final List<String> OPTIONS =
            List.of("-proc:none", "-nowarn", "--limit-modules", "java.base,java.logging");
    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final Map<String, ByteArrayOutputStream> made = new LinkedHashMap<>();

    private CompileStep() {}

    public static void main(String[] args) throws IOException {
        DataInputStream in = new DataInputStream(System.in);
        String candidate = Wire.text(in);
        String tests = Wire.text(in);
        DataOutputStream out = new DataOutputStream(System.out);
        new CompileStep().compile(candidate, tests, out);
        out.flush();
    }

    private void compile(String candidate, String tests, DataOutputStream out) throws IOException {
        String problem = errors("Candidate", List.of(new Source("Candidate", candidate)), false);
        if (problem.isEmpty() && made.isEmpty()) {
            problem = "The file declares no type: a whole Java file with a class is needed";
        }
        Map<String, byte[]> own = taken();
        String authorProblem = tests.isEmpty() ? "" : errors("Tests", List.of(new Source("Tests", tests)), true);
        made.clear();
        if (problem.isEmpty() && authorProblem.isEmpty() && !tests.isEmpty()) {
            List<Source> both = List.of(new Source("Candidate", candidate), new Source("Tests", tests));
            String together = errors("Tests", both, false);
            problem = together.isEmpty() ? "" : "The tests do not compile against this code:\n" + together;
        }
        Map<String, byte[]> theirs = taken();
        theirs.keySet().removeAll(own.keySet());
        Wire.block(out, problem.getBytes(StandardCharsets.UTF_8));
        Wire.block(out, authorProblem.getBytes(StandardCharsets.UTF_8));
        Wire.classes(out, own);
        Wire.classes(out, theirs);
    }

    private Map<String, byte[]> taken() {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        made.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    private String errors(String name, List<Source> sources, boolean parseOnly) throws IOException {
        made.clear();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        StandardJavaFileManager files = compiler.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8);
        try (InMemory memory = new InMemory(files)) {
            JavacTask task = (JavacTask) compiler.getTask(null, memory, found, OPTIONS, null, sources);
            if (parseOnly) {
                task.parse();
            } else {
                task.call();
            }
        }
        StringBuilder text = new StringBuilder();
        for (Diagnostic<? extends JavaFileObject> one : found.getDiagnostics()) {
            if (one.getKind() == Diagnostic.Kind.ERROR && text.length() < 4000) {
                text.append(
                        one.getSource() == null
                                ? name
                                : one.getSource().getName().substring(1));
                text.append(':').append(one.getLineNumber()).append(": ").append(one.getMessage(Locale.ROOT));
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreErrors) {
            return text;
        }

        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return kind == Kind.SOURCE;
        }
    }

    private final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        InMemory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + className.replace('.', '/')), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return made.computeIfAbsent(className, key -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
