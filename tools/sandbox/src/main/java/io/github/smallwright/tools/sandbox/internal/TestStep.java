package io.github.smallwright.tools.sandbox.internal;

import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs in the jail: finds the tests, initialises their classes, runs them and prints one line that begins with the
 * nonce. The nonce is in a local variable only, out of reach of reflection; the process halts right after the line.
 */
public final class TestStep {
    private TestStep() {}

    public static void main(String[] args) throws Exception {
        DataInputStream in = new DataInputStream(System.in);
        String nonce = Wire.text(in);
        Map<String, byte[]> candidate = Wire.classes(in);
        Map<String, byte[]> tests = Wire.classes(in);
        FileOutputStream report = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err);
        TwoSources loader = new TwoSources(candidate, tests);
        Thread.currentThread().setContextClassLoader(loader);
        List<Class<?>> classes = new ArrayList<>();
        for (String name : tests.keySet()) {
            classes.add(Class.forName(name, false, loader));
        }
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .enableImplicitConfigurationParameters(false)
                .selectors(classes.stream().map(DiscoverySelectors::selectClass).toList())
                .build();
        Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .build());
        TestPlan plan = launcher.discover(request);
        Tally tally = new Tally(plan);
        for (String name : tests.keySet()) {
            initialise(name, loader);
        }
        launcher.execute(plan, tally);
        String text = Base64.getEncoder().encodeToString(tally.report().getBytes(StandardCharsets.UTF_8));
        String line = "\n%s T %d %d %s\n".formatted(nonce, tally.passed(), tally.total(), text);
        report.write(line.getBytes(StandardCharsets.UTF_8));
        Runtime.getRuntime().halt(0);
    }

    private static void initialise(String name, ClassLoader loader) {
        try {
            Class.forName(name, true, loader);
        } catch (ClassNotFoundException | LinkageError failed) {
            // JUnit meets the same failure when it runs the class, and reports it.
            return;
        }
    }
}
