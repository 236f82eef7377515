package io.github.smallwright.agents.gates;

import io.github.smallwright.agents.Gate;
import io.github.smallwright.tools.Language;
import io.github.smallwright.tools.Sandbox;

/** Makes the gates that need no model. All of them are thread-safe and keep nothing between candidates. */
public final class Gates {

    /** The argument by which {@link #test} finds the tests in a candidate. */
    public static final String TESTS = "tests";

    /** What {@link #length} counts. */
    public enum LengthUnit {
        WORDS,
        CHARACTERS,
        LINES
    }

    private Gates() {}

    /**
     * Form: the artefact has from {@code min} to {@code max} words, characters or lines, both included.
     *
     * @throws IllegalArgumentException if {@code min} is negative or above {@code max}
     */
    public static Gate length(int min, int max, LengthUnit unit) {
        return new LengthGate(min, max, unit);
    }

    /**
     * Form: the expression occurs somewhere in the artefact, or must not. Matching takes time linear in the artefact;
     * back references and look-around are therefore refused.
     *
     * @param regex in the syntax of RE2
     * @param message feedback to the author; if blank, one is made from the expression
     * @throws IllegalArgumentException if the expression cannot be read
     */
    public static Gate pattern(String regex, boolean mustMatch, String message) {
        return PatternGate.of(regex, mustMatch, message);
    }

    /**
     * Form: the artefact is JSON that fits a schema of draft 2020-12. References out of the schema are never fetched.
     *
     * @throws IllegalArgumentException if the schema cannot be read
     */
    public static Gate schema(String jsonSchema) {
        return SchemaGate.of(jsonSchema);
    }

    /** Form: the artefact compiles, without its tests. */
    public static Gate compile(Sandbox sandbox, Language language) {
        return new SandboxGate("compile", Gate.Kind.FORM, sandbox, language);
    }

    /** Evidence: the artefact passes the tests in the argument {@value #TESTS}. */
    public static Gate test(Sandbox sandbox, Language language) {
        return new SandboxGate("test", Gate.Kind.EVIDENCE, sandbox, language);
    }
}
