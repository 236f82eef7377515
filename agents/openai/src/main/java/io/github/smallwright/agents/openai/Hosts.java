package io.github.smallwright.agents.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The user's hosts by alias, or why they cannot be read. */
record Hosts(Path file, Map<String, Host> byAlias, @Nullable String problem) {

    static final String DEFAULT = "default";

    private static final String KEYS = "base-url, key-env, licence, prices, context, slots";
    private static final YAMLMapper MAPPER = new YAMLMapper();

    /** A model at a host. */
    record Place(String alias, Host host, String model) {}

    static Hosts read(Path file) {
        if (!Files.isRegularFile(file)) {
            return new Hosts(file, Map.of(), null);
        }
        try {
            Map<String, Host> hosts =
                    MAPPER.readValue(Files.readString(file), new TypeReference<TreeMap<String, Host>>() {});
            return new Hosts(file, hosts == null ? Map.of() : hosts, null);
        } catch (JsonProcessingException e) {
            return new Hosts(file, Map.of(), file + ": " + problem(e));
        } catch (IOException e) {
            return new Hosts(file, Map.of(), "%s cannot be read: %s".formatted(file, e));
        }
    }

    /** Never quotes a value: somebody may have written the key itself. */
    private static String problem(JsonProcessingException error) {
        if (error instanceof UnrecognizedPropertyException unknown) {
            return "host '%s' has the unknown key '%s'; known keys are %s"
                    .formatted(unknown.getPath().get(0).getFieldName(), unknown.getPropertyName(), KEYS);
        }
        if (error instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return "host '%s' has a wrong value or lacks base-url or key-env (key-env: none where no key is needed); known keys are %s"
                    .formatted(mapping.getPath().get(0).getFieldName(), KEYS);
        }
        return "this is not a YAML map of hosts, as in lab: {base-url: 'https://...', key-env: LAB_KEY}";
    }

    /** Where the id leads; null if no such host is written down. */
    @Nullable
    Place find(String id) {
        int slash = id.indexOf('/');
        String alias = slash > 0 ? id.substring(0, slash) : "";
        Host named = byAlias.get(alias);
        if (named != null) {
            return new Place(alias, named, id.substring(slash + 1));
        }
        Host usual = byAlias.get(DEFAULT);
        return usual == null ? null : new Place(DEFAULT, usual, id);
    }
}
