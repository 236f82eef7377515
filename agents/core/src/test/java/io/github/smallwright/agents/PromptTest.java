package io.github.smallwright.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PromptTest {

    private static String render(String source, Map<String, String> values) {
        return Prompt.parse(source)
                .render(slot -> Optional.ofNullable(values.get(slot.path())))
                .get(0)
                .text();
    }

    @Test
    void textWithoutMarkersIsOneUserTurn() {
        assertThat(Prompt.parse("Write about {{ input.topic }}.\n").render(slot -> Optional.of("tides")))
                .containsExactly(new Turn(Turn.Role.USER, "Write about tides."));
    }

    @Test
    void markersStartTurnsAndExamplesKeepTheirOrder() {
        Prompt prompt = Prompt.parse("@system\nBe brief.\n\n@user\n1+1\n@assistant\n2\n@user\n{{input.sum}}\n");

        assertThat(prompt.render(slot -> Optional.of("2+2")))
                .containsExactly(
                        new Turn(Turn.Role.SYSTEM, "Be brief."),
                        new Turn(Turn.Role.USER, "1+1"),
                        new Turn(Turn.Role.ASSISTANT, "2"),
                        new Turn(Turn.Role.USER, "2+2"));
        assertThat(prompt.slots()).containsExactly(new Slot("input.sum", Optional.empty(), 9, 1));
    }

    @Test
    void aSlotWithoutAValueUsesItsFallback() {
        assertThat(render("Hi {{name | you there}}!", Map.of())).isEqualTo("Hi you there!");
    }

    @Test
    void aValueThatLooksLikeASlotStaysAsItIs() {
        assertThat(render("{{a}}{{b}}", Map.of("a", "{{b}}", "b", "x"))).isEqualTo("{{b}}x");
    }

    @Test
    void escapedBracesAreText() {
        assertThat(render("\\{{a}} {{a}}", Map.of("a", "x"))).isEqualTo("{{a}} x");
    }

    @Test
    void anEmptySlotAloneOnItsLineTakesTheLineWithIt() {
        assertThat(render("a\n{{feedback}}\nb\n\n{{best}}", Map.of())).isEqualTo("a\nb");
        assertThat(render("a\n  {{feedback}}\nb", Map.of("feedback", "x"))).isEqualTo("a\n  x\nb");
    }

    @Test
    void aMissingValueWithoutFallbackIsNamed() {
        assertThatThrownBy(() -> render("x {{input.topic}}", Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Slot 'input.topic' at 1:3 has no value; give it one or write a fallback: {{input.topic | ...}}");
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        assertThatThrownBy(() -> Prompt.parse("hello\n@system\n{{a b}}\n@system\nx {{open\n@assistant\ny"))
                .isInstanceOf(PromptException.class)
                .hasMessage(
                        """
                        1:1: text stands before the first turn; put @system or @user on a line above it
                        3:1: slot path 'a b' is not a path; write names joined by dots, as in input.topic
                        4:1: this is the second @system turn; join it with the first one
                        5:3: slot is not closed on its line; write }} after it, or \\{{ for plain braces
                        6:1: the last turn is @assistant; end the prompt with an @user turn""");
    }

    @Test
    void anEmptyPromptIsRefused() {
        assertThatThrownBy(() -> Prompt.parse(" \n"))
                .hasMessage("1:1: the prompt is empty; write what the model is to do");
    }

    @Test
    void promptsAreEqualByTheirSource() {
        assertThat(Prompt.parse("a")).isEqualTo(Prompt.parse("a")).hasToString("a");
    }

    private static final Prompt REVISING =
            Prompt.parse("@user\nSay {{input.topic}}\n@assistant\n```\n{{best}}\n```\n@user\nNot yet: {{feedback}}\n");

    @Test
    void turnsAboutAnEarlierAttemptAreLeftOutWhileThereIsNone() {
        assertThat(REVISING.render(slot -> slot.path().equals("input.topic") ? Optional.of("tides") : Optional.empty()))
                .containsExactly(new Turn(Turn.Role.USER, "Say tides"));
    }

    @Test
    void feedbackWithoutACandidateJoinsTheTurnBeforeIt() {
        assertThat(REVISING.render(slot -> slot.path().equals("best") ? Optional.empty() : Optional.of("x")))
                .containsExactly(new Turn(Turn.Role.USER, "Say x\n\nNot yet: x"));
    }

    @Test
    void aLastTurnThatMayReadFeedbackIsKept() {
        assertThat(Prompt.parse("Tell a joke. {{feedback}}").render(slot -> Optional.empty()))
                .containsExactly(new Turn(Turn.Role.USER, "Tell a joke. "));
    }
}
