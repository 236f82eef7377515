package io.github.smallwright.agents;

/** What was mended, mechanically and without asking again, before a reply could be read as fields. */
public enum Repair {
    /** The object stood in a fenced block. */
    FENCE,
    /** Text stood before or after the object. */
    SURROUNDING_TEXT,
    /** Single or typographic quotes stood for double ones. */
    QUOTES,
    /** A field's name had no quotes. */
    UNQUOTED_NAME,
    /** A comma stood before a closing bracket. */
    TRAILING_COMMA,
    /** A line break or a backslash within a text was not escaped. */
    ESCAPE,
    /** Closing brackets were missing at the end. */
    MISSING_BRACKET,
    /** Python's {@code True}, {@code False} or {@code None}. */
    PYTHON_LITERAL,
    /** A field's name was nearly right. */
    FIELD_NAME,
    /** One of the named values was nearly right. */
    CHOICE,
    /** A number stood in quotes, or a whole one was written with a fraction of zero. */
    NUMBER,
    /** A word such as yes or no stood for true or false. */
    YES_NO,
    /** A number stood for a text. */
    TEXT
}
