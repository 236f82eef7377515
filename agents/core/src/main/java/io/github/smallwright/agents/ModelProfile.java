package io.github.smallwright.agents;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was measured of one model: the best shape of each prompt, by the prompt's digest. Immutable.
 *
 * @param v version of the format
 * @param prompts scores by digest
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelProfile(int v, Map<String, Score> prompts) {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * How a shape did.
     *
     * @param exact examples of which every field was right
     * @param of examples tried
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Score(PromptShape shape, int exact, int of) {}

    public ModelProfile {
        prompts = Collections.unmodifiableMap(new TreeMap<>(prompts));
    }

    /** A profile in which nothing was measured yet. */
    public static ModelProfile empty() {
        return new ModelProfile(1, Map.of());
    }

    /**
     * The profile in that file; the empty one if there is no file.
     *
     * @throws IOException if it cannot be read, naming file and remedy
     */
    public static ModelProfile read(Path file) throws IOException {
        try {
            return Files.exists(file) ? MAPPER.readValue(file.toFile(), ModelProfile.class) : empty();
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "Model profile '%s' is not readable, %s; delete it".formatted(file, e.getOriginalMessage()), e);
        }
    }

    /** Writes the file in one move, so that nobody ever reads half of it. */
    public void write(Path file) throws IOException {
        Path written = Files.createTempFile(file.toAbsolutePath().getParent(), ".profile", ".json");
        try {
            MAPPER.writeValue(written.toFile(), this);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** This profile with one more score, in place of an older one of the same prompt. */
    public ModelProfile with(String promptDigest, Score score) {
        Map<String, Score> more = new TreeMap<>(prompts);
        more.put(promptDigest, score);
        return new ModelProfile(v, more);
    }

    public Optional<PromptShape> shape(String promptDigest) {
        return Optional.ofNullable(prompts.get(promptDigest)).map(Score::shape);
    }

    /**
     * SHA-256 of a conversation's opening, which is its turns up to the first of the assistant: what a prompt with
     * examples says whatever its input.
     */
    public static String digest(List<Turn> turns) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Turn turn : turns) {
                digest.update((turn.role() + "\n" + turn.text() + "\0").getBytes(StandardCharsets.UTF_8));
                if (turn.role() == Turn.Role.ASSISTANT) {
                    break;
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
