package io.github.smallwright.docs;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A block of Java as a class that can be compiled: one without a class is put into a method. */
record JavaBlock(String name, String source) {

    private static final Pattern CLASS = Pattern.compile("(?m)^(?:public |final )*class (\\w+)");
    private static final String AROUND =
            """
            import static org.assertj.core.api.Assertions.assertThat;
            import dev.langchain4j.model.chat.StreamingChatModel;
            import io.github.smallwright.agents.*;
            import io.github.smallwright.orchestration.engine.*;
            import io.github.smallwright.orchestration.graph.*;
            import io.github.smallwright.orchestration.run.*;
            import io.github.smallwright.orchestration.testkit.*;
            import io.github.smallwright.tools.*;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.time.Duration;
            import java.util.*;
            public class Block {
                Smallwright smallwright;
                AgentGraph graph;
                public void run() throws Exception {
            %s
                }
            }
            """;

    static JavaBlock of(Page.Block block) {
        Matcher type = CLASS.matcher(block.text());
        return type.find()
                ? new JavaBlock(type.group(1), block.text())
                : new JavaBlock("Block", AROUND.formatted(block.text()));
    }

    /** What the compiler has against it; empty if nothing. */
    String compile(Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        List<String> options = List.of(
                "-d",
                classes.toString(),
                "-proc:none",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        boolean sound =
                compiler.getTask(said, null, null, options, null, List.of(file)).call();
        return sound ? "" : said.toString();
    }

    /** Runs each method of the compiled class that takes nothing and gives nothing; how many there were. */
    int run(Path classes) throws Exception {
        int run = 0;
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, JavaBlock.class.getClassLoader())) {
            Class<?> type = Class.forName(name, true, loader);
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            for (Method method : type.getDeclaredMethods()) {
                if (method.getParameterCount() == 0 && method.getReturnType() == void.class) {
                    method.setAccessible(true);
                    method.invoke(constructor.newInstance());
                    run++;
                }
            }
        }
        return run;
    }
}
