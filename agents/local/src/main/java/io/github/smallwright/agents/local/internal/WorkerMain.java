package io.github.smallwright.agents.local.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Main class of the worker process: connects to its parent and serves it until one of the two is gone. */
public final class WorkerMain {

    private WorkerMain() {}

    /**
     * Started by {@link WorkerProcess} only; the token comes on standard input.
     *
     * @param args the parent's address, and the folder to be deleted at the end
     */
    public static void main(String[] args) {
        int status = 1;
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String token = in.readLine();
            if (token != null) {
                serve(args[0], token);
                status = 0;
            }
        } catch (IOException | RuntimeException e) {
            System.err.println("worker failed: " + e);
        } finally {
            Quietly.deleteTree(Path.of(args[1]));
            System.err.flush();
            // the native library may keep a process from ending in the ordinary way
            Runtime.getRuntime().halt(status);
        }
    }

    private static void serve(String address, String token) throws IOException {
        try (Line line = new Line(Endpoint.connect(address))) {
            line.send(new Message.Hello(token));
            new WorkerLoop(line, LlamaEngine::load).run();
        }
    }
}
