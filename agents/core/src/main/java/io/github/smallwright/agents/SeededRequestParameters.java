package io.github.smallwright.agents;

import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** LangChain4j's parameters of a chat request, the seed of the model's sampler, and whether a text is gone on with. Immutable. */
public final class SeededRequestParameters extends DefaultChatRequestParameters {

    private final @Nullable Long seed;
    private final boolean continued;

    private SeededRequestParameters(Builder builder) {
        super(builder);
        this.seed = builder.seed;
        this.continued = builder.continued;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The seed; null leaves it to the model. */
    public @Nullable Long seed() {
        return seed;
    }

    /** Whether the one user message is a text to be gone on with as it is; only a {@link ShapedChat} reads this. */
    public boolean continued() {
        return continued;
    }

    @Override
    public ChatRequestParameters overrideWith(ChatRequestParameters that) {
        return builder().overrideWith(this).overrideWith(that).build();
    }

    @Override
    public ChatRequestParameters defaultedBy(ChatRequestParameters that) {
        return builder().overrideWith(that).overrideWith(this).build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SeededRequestParameters that
                && super.equals(that)
                && continued == that.continued
                && Objects.equals(seed, that.seed);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), seed, continued);
    }

    @Override
    public String toString() {
        return "SeededRequestParameters{seed=" + seed + ", continued=" + continued + ", " + super.toString() + "}";
    }

    /** Builds {@link SeededRequestParameters}. */
    public static final class Builder extends DefaultChatRequestParameters.Builder<Builder> {

        private @Nullable Long seed;
        private boolean continued;

        private Builder() {}

        public Builder continued(boolean continued) {
            this.continued = continued;
            return this;
        }

        public Builder seed(@Nullable Long seed) {
            this.seed = seed;
            return this;
        }

        /** Takes over what the other parameters set, the seed and the continuation included. */
        @Override
        public Builder overrideWith(ChatRequestParameters parameters) {
            super.overrideWith(parameters);
            if (parameters instanceof SeededRequestParameters seeded) {
                seed = seeded.seed == null ? seed : seeded.seed;
                continued |= seeded.continued;
            }
            return this;
        }

        @Override
        public SeededRequestParameters build() {
            return new SeededRequestParameters(this);
        }
    }
}
