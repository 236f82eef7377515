package io.github.smallwright.orchestration.cli;

import io.github.smallwright.agents.local.LocalModel;
import io.github.smallwright.agents.local.ModelStore;
import io.github.smallwright.tools.Language;
import io.github.smallwright.tools.Readiness;
import io.github.smallwright.tools.Sandbox;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Says what works on this machine, and for the rest what to do. */
@Command(
        name = "doctor",
        description = "What works on this machine, and how to mend the rest.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Override
    public Integer call() {
        System.out.println("java: " + Runtime.version() + " at " + System.getProperty("java.home"));
        boolean well = true;
        Sandbox sandbox = ServiceLoader.load(Sandbox.class).findFirst().orElseGet(Sandbox::none);
        for (Language language : new Language[] {Language.JAVA, Language.PYTHON}) {
            Readiness readiness = sandbox.ready(language).blockOptional(LIMIT).orElse(Readiness.ready());
            if (readiness instanceof Readiness.NotReady missing) {
                well = false;
                System.out.println("sandbox for %s: %s. To mend it: %s"
                        .formatted(language.label(), missing.problem(), missing.remedy()));
            } else {
                System.out.println("sandbox for %s: works".formatted(language.label()));
            }
        }
        ModelStore store = ModelStore.user();
        for (LocalModel model : store.list()) {
            System.out.println("model local:%s: %s"
                    .formatted(
                            model.id(),
                            store.path(model.id()).isPresent()
                                    ? "fetched"
                                    : "not fetched; 'smallwright models fetch %s' does it".formatted(model.id())));
        }
        return well ? Exit.ACCEPTED : Exit.NOT_READY;
    }
}
