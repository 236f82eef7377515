package io.github.smallwright.orchestration.graph.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.github.smallwright.orchestration.graph.GraphSpec.Place;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads YAML or JSON in one pass. Its problems are collected; after one of syntax the tree holds what came before. */
final class TreeReader {

    private static final int MAX_DEPTH = 50;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, Place> places = new HashMap<>();
    private final Problems problems;
    private final JsonParser parser;

    private TreeReader(String file, JsonParser parser) {
        this.parser = parser;
        this.problems = new Problems(file, places);
    }

    /** The content of one document; throws with what is wrong with its syntax. */
    static Tree read(String file, String text) {
        try (JsonParser parser = factory(file).createParser(text)) {
            return new TreeReader(file, parser).document();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read a string", e);
        }
    }

    private static JsonFactory factory(String file) {
        StreamReadConstraints limits =
                StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build();
        if (file.endsWith(".json")) {
            return JsonFactory.builder().streamReadConstraints(limits).build();
        }
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        return YAMLFactory.builder()
                .loaderOptions(options)
                .streamReadConstraints(limits)
                .build();
    }

    private Tree document() throws IOException {
        JsonNode root = NODES.nullNode();
        try {
            if (parser.nextToken() == null) {
                problems.add("", "the file is empty", "a graph that begins with 'smallwright: 1'");
            } else {
                root = value("");
                if (parser.nextToken() != null) {
                    places.put("", place(parser.currentTokenLocation()));
                    problems.add("", "a second document begins here", "one graph in a file");
                }
            }
        } catch (JsonProcessingException e) {
            places.put("", e.getLocation() == null ? new Place(1, 1) : place(e.getLocation()));
            problems.add("", syntax(e), "");
        }
        problems.raise();
        return new Tree(root, places);
    }

    private JsonNode value(String pointer) throws IOException {
        places.put(pointer, place(parser.currentTokenLocation()));
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            problems.add(pointer, "'*" + parser.getText() + "' is an alias", "the value itself");
            return NODES.nullNode();
        }
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(pointer);
            case START_ARRAY -> array(pointer);
            case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
            case VALUE_NULL -> NODES.nullNode();
            default -> NODES.textNode(parser.getText());
        };
    }

    private ObjectNode object(String pointer) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            String at = Pointers.child(pointer, key);
            boolean again = object.has(key);
            places.put("key:" + at, place(parser.currentTokenLocation()));
            if (again) {
                problems.addKey(at, "key '" + key + "' is there twice", "each key once");
            }
            parser.nextToken();
            object.set(key, value(at));
        }
        return object;
    }

    private ArrayNode array(String pointer) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(Pointers.child(pointer, array.size())));
        }
        return array;
    }

    private static Place place(JsonLocation location) {
        return new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    private static String syntax(JsonProcessingException problem) {
        String text = String.valueOf(problem.getOriginalMessage());
        if (text.contains("TAB")) {
            return "a tab stands where spaces are needed";
        }
        String[] lines = text.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("in ") && !line.startsWith("at ") && !line.isEmpty())
                .filter(line -> !line.startsWith("^"))
                .limit(2)
                .toArray(String[]::new);
        return "not readable: " + String.join(", ", lines);
    }
}
