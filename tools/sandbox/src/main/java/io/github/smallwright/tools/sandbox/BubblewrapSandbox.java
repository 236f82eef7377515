package io.github.smallwright.tools.sandbox;

import io.github.smallwright.tools.Language;
import io.github.smallwright.tools.Readiness;
import io.github.smallwright.tools.Sandbox;
import io.github.smallwright.tools.SandboxJob;
import io.github.smallwright.tools.SandboxLimits;
import io.github.smallwright.tools.SandboxResult;
import io.github.smallwright.tools.sandbox.internal.Jail;
import io.github.smallwright.tools.sandbox.internal.JailCommand;
import io.github.smallwright.tools.sandbox.internal.JobRun;
import io.github.smallwright.tools.sandbox.internal.Places;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Runs jobs in bubblewrap: own namespaces, no network, no /proc, a read-only system and a bounded private /tmp. Java is
 * compiled in one jail and tested in a second one, so the process that runs the candidate has no compiler.
 *
 * <p>Not covered: code that knows the tests and answers by them; machine code that a Java candidate loads itself; a
 * Python candidate that patches unittest inside a test and undoes it before that test ends. Processor time and memory
 * are limited per process.
 */
public final class BubblewrapSandbox implements Sandbox {
    private final Scheduler jobs = Schedulers.newBoundedElastic(4, 10_000, "sandbox", 10, true);
    private final Scheduler readers = Schedulers.newBoundedElastic(12, 10_000, "sandbox-pipe", 10, true);
    private final JailCommand commands = new JailCommand(Places.libraries());
    private final Map<Language, Readiness> known = Collections.synchronizedMap(new EnumMap<>(Language.class));

    @Override
    public Mono<Readiness> ready(Language language) {
        return Mono.defer(() -> {
            Readiness before = known.get(language);
            return before != null ? Mono.just(before) : probe(language);
        });
    }

    private Mono<Readiness> probe(Language language) {
        if (language == Language.JAVASCRIPT) {
            return Mono.just(new Readiness.NotReady("JavaScript has no sandbox yet", "Use java or python"));
        }
        String source = language == Language.JAVA ? "class Probe {}" : "pass";
        SandboxLimits limits = SandboxLimits.defaults().withWallTime(Duration.ofSeconds(15));
        return run(new SandboxJob(language, source, Optional.empty(), limits)).map(result -> {
            if (result instanceof SandboxResult.Passed) {
                known.put(language, Readiness.ready());
                return Readiness.ready();
            }
            String problem = result instanceof SandboxResult.Unusable it ? it.problem() : result.toString();
            return new Readiness.NotReady(
                    "a trial of the jail failed: " + problem.lines().findFirst().orElse(""), Places.remedy(problem));
        });
    }

    @Override
    public Mono<SandboxResult> run(SandboxJob job) {
        return Mono.defer(() -> {
            Jail jail = new Jail(job.limits(), readers);
            return Mono.fromCallable(() -> inside(job, jail)).subscribeOn(jobs).doOnCancel(jail::cancel);
        });
    }

    private SandboxResult inside(SandboxJob job, Jail jail) {
        try {
            JobRun run = new JobRun(job, commands, jail);
            return switch (job.language()) {
                case JAVA -> run.java();
                case PYTHON -> run.python();
                case JAVASCRIPT -> new SandboxResult.Unusable("JavaScript has no sandbox yet", "Use java or python");
            };
        } catch (IOException failed) {
            return new SandboxResult.Unusable(
                    "The jail did not start: " + failed.getMessage(), Places.remedy("" + failed));
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            return new SandboxResult.Unusable("The job was cancelled", "Start it again");
        }
    }
}
