package io.github.smallwright.agents;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a field's type as graph files write it. */
final class FieldTypeReader {

    private static final int DEFAULT_LENGTH = 200;
    private static final Pattern TEXT = Pattern.compile("text(?:\\s+(\\d{1,6}))?");
    private static final String LEGAL =
            "legal are text, text 200, number, integer, yes/no, and values separated by | as in none | wrong, each with"
                    + " 'optional' before it if it may be left out";

    private FieldTypeReader() {}

    static Output.FieldType read(String written) {
        String all = written.strip();
        boolean optional = all.startsWith("optional ");
        String type = optional ? all.substring("optional ".length()).strip() : all;
        if (type.contains("|")) {
            return choice(written, type, optional);
        }
        Matcher text = TEXT.matcher(type);
        if (text.matches()) {
            String length = text.group(1);
            return new Output.FieldType.Text(length == null ? DEFAULT_LENGTH : length(written, length), optional);
        }
        return switch (type) {
            case "yes/no", "boolean" -> new Output.FieldType.YesNo(optional);
            case "number" -> new Output.FieldType.Numeric(false, optional);
            case "integer" -> new Output.FieldType.Numeric(true, optional);
            default -> throw illegal(written, LEGAL);
        };
    }

    private static int length(String written, String length) {
        int characters = Integer.parseInt(length);
        if (characters < 1) {
            throw illegal(written, "a text has at least 1 character");
        }
        return characters;
    }

    private static Output.FieldType choice(String written, String type, boolean optional) {
        List<String> values =
                Stream.of(type.split("\\|", -1)).map(String::strip).toList();
        if (values.contains("")) {
            throw illegal(written, "a value is empty; write one on each side of |");
        }
        if (values.stream().distinct().count() < values.size()) {
            throw illegal(written, "a value is named twice");
        }
        return new Output.FieldType.Choice(values, optional);
    }

    private static IllegalArgumentException illegal(String written, String remedy) {
        return new IllegalArgumentException("'%s' is not a field type: %s".formatted(written, remedy));
    }
}
