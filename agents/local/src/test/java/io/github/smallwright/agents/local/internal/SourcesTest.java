package io.github.smallwright.agents.local.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourcesTest {

    @Test
    void everyModelHasASourceAndEveryUrlIsEncryptedAndPinned() {
        Sources sources = Sources.builtIn();

        assertThat(Catalogue.builtIn().models()).allSatisfy(model -> {
            Sources.Of of = sources.of(model.id());
            assertThat(of.packages()).isNotEmpty();
            assertThat(of.urls())
                    .allSatisfy(url -> assertThat(url.toString()).matches("https://.*/resolve/[0-9a-f]{40}/.*"));
        });
    }

    @Test
    void theStoreLiesWhereTheEnvironmentSays() {
        assertThat(StoreHome.of(Map.of("SMALLWRIGHT_HOME", "/h"))).isEqualTo(Path.of("/h/models"));
        assertThat(StoreHome.of(Map.of("XDG_CACHE_HOME", "/c"))).isEqualTo(Path.of("/c/smallwright/models"));
        assertThat(StoreHome.of(Map.of("XDG_CACHE_HOME", "relative")))
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "smallwright", "models"));
    }
}
