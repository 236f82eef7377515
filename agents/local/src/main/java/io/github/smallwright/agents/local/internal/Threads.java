package io.github.smallwright.agents.local.internal;

import java.util.concurrent.ThreadFactory;

/** Makes threads that do not keep the process alive. */
final class Threads {

    private Threads() {}

    static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, "smallwright-" + name);
            thread.setDaemon(true);
            return thread;
        };
    }

    static void start(String name, Runnable task) {
        daemon(name).newThread(task).start();
    }
}
