package io.github.smallwright.orchestration.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The inputs of a run: a YAML or JSON file with one mapping, and single values from the command line. */
final class InputFile {

    private static final long MOST_BYTES = 4L << 20;
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private InputFile() {}

    static ObjectNode read(Optional<Path> file, Map<String, String> single) {
        ObjectNode inputs = file.map(InputFile::read).orElseGet(YAML::createObjectNode);
        single.forEach(inputs::put);
        return inputs;
    }

    private static ObjectNode read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw wrong("Input file '%s' has %d bytes; at most %d are read"
                        .formatted(file, Files.size(file), MOST_BYTES));
            }
            refuseWhatWouldBeLost(file);
            JsonNode read = YAML.readTree(file.toFile());
            if (read instanceof ObjectNode mapping) {
                return mapping;
            }
            throw wrong("Input file '%s' must be a mapping of input names to values".formatted(file));
        } catch (JsonProcessingException e) {
            throw wrong("%s:%d:%d: %s"
                    .formatted(
                            file,
                            e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                            e.getLocation() == null ? 0 : e.getLocation().getColumnNr(),
                            e.getOriginalMessage()));
        } catch (IOException e) {
            throw wrong("Input file '%s' cannot be read: %s".formatted(file, e));
        }
    }

    /** The parser would give an alias's name in place of its value, and leave a second document out. */
    private static void refuseWhatWouldBeLost(Path file) throws IOException {
        try (JsonParser parser = YAML.createParser(file.toFile())) {
            boolean ended = false;
            while (parser.nextToken() != null) {
                if (ended) {
                    throw wrong(at(file, parser) + "a second document begins here; write one mapping in a file");
                }
                if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
                    throw wrong(at(file, parser) + "'*" + parser.getText() + "' is an alias; write the value itself");
                }
                ended = parser.currentToken().isStructEnd()
                        && parser.getParsingContext().inRoot();
            }
        }
    }

    private static String at(Path file, JsonParser parser) {
        JsonLocation at = parser.currentTokenLocation();
        return "%s:%d:%d: ".formatted(file, at.getLineNr(), at.getColumnNr());
    }

    private static CommandException wrong(String message) {
        return new CommandException(Exit.USAGE, message);
    }
}
