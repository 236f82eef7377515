package io.github.smallwright.agents.openai;

import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.github.smallwright.agents.Model;
import io.github.smallwright.agents.ModelCard;
import io.github.smallwright.agents.ModelProvider;
import io.github.smallwright.agents.TokenCounter;
import io.github.smallwright.tools.Readiness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Opens {@code openai:model} and {@code openai:host/model}. Hosts are read from the user's models.yaml; keys come from
 * the environment and appear in no message.
 */
public final class OpenAiProvider implements ModelProvider {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final int SLOTS = 4;

    private final Hosts hosts;
    private final Map<String, String> environment;

    /** Reads {@code $SMALLWRIGHT_HOME/models.yaml}, else {@code ~/.config/smallwright/models.yaml}. */
    public OpenAiProvider() {
        this(file(System.getenv()), System.getenv());
    }

    OpenAiProvider(Path file, Map<String, String> environment) {
        this.hosts = Hosts.read(file);
        this.environment = environment;
    }

    private static Path file(Map<String, String> environment) {
        String home = environment.get("SMALLWRIGHT_HOME");
        return home == null || home.isBlank()
                ? Path.of(System.getProperty("user.home"), ".config", "smallwright", "models.yaml")
                : Path.of(home, "models.yaml");
    }

    @Override
    public String scheme() {
        return "openai";
    }

    @Override
    public Optional<String> refusal(String id) {
        if (hosts.problem() != null) {
            return Optional.of(hosts.problem());
        }
        Hosts.Place place = hosts.find(id);
        if (place == null) {
            return Optional.of(
                    "Model 'openai:%s' has no host; known hosts: %s; write into %s: default: {base-url: 'https://...', key-env: NAME_OF_THE_VARIABLE}"
                            .formatted(
                                    id,
                                    hosts.byAlias().isEmpty()
                                            ? "none"
                                            : String.join(", ", hosts.byAlias().keySet()),
                                    hosts.file()));
        }
        return place.model().isBlank()
                ? Optional.of("Model 'openai:%s' names no model; write openai:%sthe-model".formatted(id, id))
                : Optional.empty();
    }

    @Override
    public Mono<Readiness> ready(String id) {
        Optional<String> refusal = refusal(id);
        if (refusal.isPresent()) {
            return Mono.just(new Readiness.NotReady(refusal.get(), "mend " + hosts.file()));
        }
        Host host = place(id).host();
        return Mono.just(
                host.needsKey() && key(host).isEmpty()
                        ? new Readiness.NotReady(
                                "environment variable " + host.keyEnv() + " is not set",
                                "export " + host.keyEnv() + " with the key of " + host.baseUrl())
                        : Readiness.ready());
    }

    @Override
    public Model open(String id) {
        Hosts.Place place = place(id);
        Host host = place.host();
        String key = key(host);
        OpenAiStreamingChatModel chat = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(
                        new JdkHttpClientBuilder().connectTimeout(CONNECT).readTimeout(ANSWER))
                .baseUrl(host.baseUrl())
                .apiKey(key.isEmpty() ? "none" : key)
                .modelName(place.model())
                .timeout(ANSWER)
                .build();
        String name = "openai:" + id;
        return new Model(
                name,
                new OpenAiChat(chat, place.model(), host.baseUrl(), key),
                card(name, host),
                "openai:" + place.alias(),
                host.slots() > 0 ? host.slots() : SLOTS,
                TokenCounter.bytes());
    }

    private static ModelCard card(String name, Host host) {
        Optional<Host.Prices> prices = Optional.ofNullable(host.prices());
        return new ModelCard(
                name,
                Optional.ofNullable(host.licence()),
                host.context(),
                prices.flatMap(it -> Optional.ofNullable(it.prompt())),
                prices.flatMap(it -> Optional.ofNullable(it.reply())));
    }

    private Hosts.Place place(String id) {
        Hosts.Place place = hosts.find(id);
        if (place == null) {
            throw new IllegalArgumentException(refusal(id).orElse(id));
        }
        return place;
    }

    private String key(Host host) {
        return host.needsKey() ? environment.getOrDefault(host.keyEnv(), "") : "";
    }

    @Override
    public void close() {
        // Connections are closed by the JDK when they have been idle.
    }
}
