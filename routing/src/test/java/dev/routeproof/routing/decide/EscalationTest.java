package dev.routeproof.routing.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.catalog.ModelId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscalationTest {
    private static final ModelId TO = new ModelId("large");
    private static final Escalation BOTH = new Escalation(TO, true, 10);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'm not sure, but it may be Paris.",
                "It could be Paris. I’m not certain about that.",
                "I DON'T KNOW the answer to that one.",
                "There is not enough information to decide."
            })
    void anAnswerThatSaysItIsUnsureIsDoubted(String answer) {
        assertThat(BOTH.doubt(answer)).hasValueSatisfying(why -> assertThat(why).startsWith("it says"));
        assertThat(new Escalation(TO, false, 10).doubt(answer)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"The capital of France is Paris.", "Knowing what I know now, I would choose Rust."})
    void aPlainAnswerIsBelieved(String answer) {
        assertThat(BOTH.doubt(answer)).isEmpty();
    }

    @Test
    void aShortAnswerIsDoubtedOnlyWhereALengthIsAsked() {
        assertThat(BOTH.doubt("  Paris.  ")).contains("shorter than 10 characters");
        assertThat(new Escalation(TO, true, 0).doubt("")).isEmpty();
    }
}
