package io.github.smallwright.bench;

import io.github.smallwright.agents.Agent;
import io.github.smallwright.agents.Reply;
import io.github.smallwright.agents.Signal;
import io.github.smallwright.agents.Usage;
import io.github.smallwright.orchestration.engine.Inputs;
import io.github.smallwright.orchestration.engine.Smallwright;
import io.github.smallwright.orchestration.graph.AgentGraph;
import io.github.smallwright.orchestration.graph.Resolver;
import io.github.smallwright.orchestration.graph.Resolving;
import io.github.smallwright.orchestration.journal.InMemoryJournal;
import io.github.smallwright.orchestration.run.Outcome;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Prints times and ratios; asserts results, never times. */
public final class EngineBenchmark {

    private EngineBenchmark() {}

    public static void main(String[] arguments) {
        System.out.printf(
                "%s, %d processors, %s%n",
                System.getProperty("java.vm.version"),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getRuntimeMXBean().getInputArguments());
        chain();
        concurrentRuns();
        layered(false);
        layered(true);
        resolve();
        System.exit(0);
    }

    private static Agent agent(Duration delay) {
        return task -> {
            Reply reply = Reply.of(work(task.turns().get(0).text()), new Usage(1, 1, false));
            return delay.isZero()
                    ? Flux.just(reply)
                    : Mono.delay(delay).thenReturn(reply).flux().cast(Signal.class);
        };
    }

    private static String work(String text) {
        return text.length() + ":" + Integer.toHexString(text.hashCode());
    }

    /** S1: a chain of three, nothing to wait for. */
    private static void chain() {
        AgentGraph graph = GraphsForBenchmarks.chain(3);
        try (Smallwright ours = open("fast", agent(Duration.ZERO))) {
            String expected = work(work(work("x")));
            for (int i = 0; i < 200_000; i++) {
                once(ours, graph, expected);
            }
            int runs = 100_000;
            double[] micros = new double[7];
            long allocated = 0;
            for (int round = 0; round < micros.length; round++) {
                long bytes = allocatedBytes();
                long start = System.nanoTime();
                for (int i = 0; i < runs; i++) {
                    once(ours, graph, expected);
                }
                micros[round] = (System.nanoTime() - start) / 1e3 / runs;
                allocated = allocatedBytes() - bytes;
            }
            System.out.printf(
                    "S1 chain of 3: median %.2f us, %.1f KiB a run%n", median(micros), allocated / 1024.0 / runs);
        }
    }

    private static void once(Smallwright ours, AgentGraph graph, String expected) {
        Outcome outcome = ours.run(graph, Inputs.of("text", "x")).await(Duration.ofSeconds(10));
        if (!(outcome instanceof Outcome.Unaccepted it) || !it.text().equals(expected)) {
            throw new IllegalStateException("wrong result: " + outcome);
        }
    }

    /** S4: many runs at once, each a chain of three calls of 50 ms; in pairs, ours then by hand. */
    private static void concurrentRuns() {
        int runs = 10_000;
        Duration delay = Duration.ofMillis(50);
        AgentGraph graph = GraphsForBenchmarks.chain(3);
        String expected = work(work(work("x")));
        try (Smallwright ours = open("fast", agent(delay))) {
            double[] ratios = new double[9];
            double[] mine = new double[9];
            double[] theirs = new double[9];
            int threads = 0;
            for (int pair = -3; pair < ratios.length; pair++) {
                double a = time(() -> Flux.range(0, runs)
                        .flatMap(i -> ours.run(graph, Inputs.of("text", "x")).outcome(), runs)
                        .doOnNext(outcome -> {
                            if (!((Outcome.Unaccepted) outcome).text().equals(expected)) {
                                throw new IllegalStateException("wrong result: " + outcome);
                            }
                        })
                        .blockLast());
                threads = Math.max(threads, ManagementFactory.getThreadMXBean().getThreadCount());
                double b = time(() -> Flux.range(0, runs)
                        .flatMap(
                                i -> Mono.delay(delay)
                                        .map(tick -> work("x"))
                                        .flatMap(x -> Mono.delay(delay).map(tick -> work(x)))
                                        .flatMap(x -> Mono.delay(delay).map(tick -> work(x))),
                                runs)
                        .blockLast());
                if (pair >= 0) {
                    mine[pair] = a;
                    theirs[pair] = b;
                    ratios[pair] = a / b;
                }
            }
            System.out.printf(
                    "S4 10,000 runs x 3 x 50 ms: median %.0f ms, by hand %.0f ms, ratio of pairs %.2f, threads of the process %d%n",
                    median(mine), median(theirs), median(ratios), threads);
        }
    }

    /** S5: a layered random graph of 1,000 nodes; uneven: nodes of 2 or 17 ms instead of 5. */
    private static void layered(boolean uneven) {
        Random random = new Random(42);
        GraphsForBenchmarks.Layered layered = GraphsForBenchmarks.layered(40, 25, uneven, random);
        Smallwright.Builder builder = Smallwright.builder().journal(InMemoryJournal.keeping(0));
        layered.delays().stream().distinct().forEach(ms -> builder.agent("java:" + ms, agent(Duration.ofMillis(ms))));
        try (Smallwright ours = builder.build()) {
            double[] times = new double[5];
            for (int round = -2; round < times.length; round++) {
                double ms = time(
                        () -> ours.run(layered.graph(), Inputs.of("text", "x")).await(Duration.ofSeconds(60)));
                if (round >= 0) {
                    times[round] = ms;
                }
            }
            System.out.printf(
                    "S5%s layered graph, 1,000 nodes: median %.0f ms, critical path %d ms, ratio %.2f%n",
                    uneven ? " uneven" : "",
                    median(times),
                    layered.criticalPath(),
                    median(times) / layered.criticalPath());
        }
    }

    /** Reading and resolving a file of 200 nodes. */
    private static void resolve() {
        Path file = GraphsForBenchmarks.file(200);
        Resolver resolver = new Resolver(Resolving.defaults().withModelRefusal(model -> Optional.empty()));
        double[] times = new double[15];
        for (int round = -30; round < times.length; round++) {
            double ms = time(() -> resolver.load(file));
            if (round >= 0) {
                times[round] = ms;
            }
        }
        System.out.printf("S6 file of 200 nodes read and resolved: median %.1f ms%n", median(times));
    }

    private static Smallwright open(String name, Agent agent) {
        return Smallwright.builder()
                .agent("java:" + name, agent)
                .journal(InMemoryJournal.keeping(0))
                .seed(1)
                .build();
    }

    private static double time(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static long allocatedBytes() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
