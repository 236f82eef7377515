package io.github.smallwright.agents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Parses JSON strictly, or with every liberty that the parser can take, and says which of them were needed. */
final class LenientJson {

    private static final Set<Repair> LIBERTIES = Collections.unmodifiableSet(
            EnumSet.of(Repair.QUOTES, Repair.UNQUOTED_NAME, Repair.TRAILING_COMMA, Repair.ESCAPE));
    private static final JsonMapper STRICT = mapper(EnumSet.noneOf(Repair.class));
    private static final JsonMapper LENIENT = mapper(LIBERTIES);
    private static final Map<Repair, JsonMapper> WITHOUT = without();

    /** A tree and the liberties without which there would be none. */
    record Parsed(JsonNode tree, Set<Repair> repairs) {}

    private LenientJson() {}

    static JsonNode strict(String json) throws JsonProcessingException {
        return STRICT.readTree(json);
    }

    static Parsed lenient(String json) throws JsonProcessingException {
        JsonNode tree = LENIENT.readTree(json);
        Set<Repair> needed = EnumSet.noneOf(Repair.class);
        WITHOUT.forEach((repair, mapper) -> {
            if (!reads(mapper, json)) {
                needed.add(repair);
            }
        });
        return new Parsed(tree, needed);
    }

    private static boolean reads(JsonMapper mapper, String json) {
        try {
            return mapper.readTree(json) != null;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static Map<Repair, JsonMapper> without() {
        Map<Repair, JsonMapper> mappers = new EnumMap<>(Repair.class);
        LIBERTIES.forEach(repair -> {
            Set<Repair> others = EnumSet.copyOf(LIBERTIES);
            others.remove(repair);
            mappers.put(repair, mapper(others));
        });
        return Collections.unmodifiableMap(mappers);
    }

    private static JsonMapper mapper(Set<Repair> liberties) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(20)
                        .maxNumberLength(100)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .configure(JsonReadFeature.ALLOW_SINGLE_QUOTES, liberties.contains(Repair.QUOTES))
                .configure(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES, liberties.contains(Repair.UNQUOTED_NAME))
                .configure(JsonReadFeature.ALLOW_TRAILING_COMMA, liberties.contains(Repair.TRAILING_COMMA))
                .configure(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS, liberties.contains(Repair.ESCAPE))
                .configure(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER, liberties.contains(Repair.ESCAPE))
                .build();
    }
}
