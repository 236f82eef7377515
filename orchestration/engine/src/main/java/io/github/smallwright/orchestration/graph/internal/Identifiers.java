package io.github.smallwright.orchestration.graph.internal;

import java.util.Set;
import java.util.regex.Pattern;

/** Names that conditions can read. */
final class Identifiers {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
    private static final Set<String> CEL = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while",
            "has",
            "all",
            "exists",
            "map",
            "filter",
            "size",
            "int",
            "uint",
            "double",
            "bool",
            "string",
            "bytes",
            "list",
            "type",
            "dyn");
    private static final Set<String> RESERVED =
            Set.of("start", "end", "input", "item", "index", "round", "last", "candidate", "reply", "feedback", "best");

    private Identifiers() {}

    static void check(String name, String kind, String pointer, Problems problems) {
        if (!SHAPE.matcher(name).matches()) {
            problems.addKey(
                    pointer,
                    "'" + name + "' is not a name for " + article(kind),
                    "a letter, then letters, digits and underscores, at most 64");
        } else if (kind.equals("node") && (CEL.contains(name) || RESERVED.contains(name))) {
            problems.addKey(pointer, "node name '" + name + "' is taken by the format", "another name");
        } else if (name.equals("in") || name.equals("true") || name.equals("false") || name.equals("null")) {
            problems.addKey(pointer, kind + " name '" + name + "' is taken by CEL", "another name");
        }
    }

    private static String article(String kind) {
        return kind.startsWith("i") ? "an " + kind : "a " + kind;
    }
}
