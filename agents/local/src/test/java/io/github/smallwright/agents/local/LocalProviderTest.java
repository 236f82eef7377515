package io.github.smallwright.agents.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smallwright.agents.Model;
import io.github.smallwright.agents.ModelProvider;
import io.github.smallwright.tools.Readiness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalProviderTest {

    @TempDir
    Path folder = Path.of("unset");

    @Test
    void itIsFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(ModelProvider.class))
                .anyMatch(provider -> provider.scheme().equals("local"));
    }

    @Test
    void anUnknownIdIsRefusedWithTheNearestOnes() {
        try (LocalProvider provider = new LocalProvider(ModelStore.at(folder))) {
            assertThat(provider.refusal("qwen2.5-coder-0.5"))
                    .contains("Local model 'qwen2.5-coder-0.5' is not known; "
                            + "known models, nearest first: qwen2.5-coder-0.5b, qwen2.5-coder-1.5b, smollm2-135m");
            assertThat(provider.refusal("smollm2-135m")).isEmpty();
        }
    }

    @Test
    void aModelThatIsNotFetchedIsNotReadyAndSaysHowToFetchIt() {
        try (LocalProvider provider = new LocalProvider(ModelStore.at(folder))) {
            assertThat(provider.ready("smollm2-135m").block(Duration.ofSeconds(5)))
                    .isEqualTo(new Readiness.NotReady(
                            "Model 'local:smollm2-135m' has not been fetched",
                            "Run: smallwright models fetch smollm2-135m"));
        }
    }

    @Test
    void everyModelSharesOneLaneWithOneSlot() {
        ModelStore store = ModelStore.at(folder);
        try (LocalProvider provider = new LocalProvider(store)) {
            assertThat(store.list()).hasSize(3).allSatisfy(card -> {
                Model model = provider.open(card.id());
                assertThat(model.lane()).isEqualTo("local");
                assertThat(model.slots()).isEqualTo(1);
                assertThat(model.card().licence()).contains("Apache-2.0");
            });
        }
    }
}
