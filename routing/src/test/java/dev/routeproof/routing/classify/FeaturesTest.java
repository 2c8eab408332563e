package dev.routeproof.routing.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.classify.Prompt.Message;
import dev.routeproof.routing.classify.Prompt.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class FeaturesTest {
    private static Features of(String text) {
        return Features.of(Prompt.of(text));
    }

    @Test
    void lastUserTurnIsLookedAt() {
        var turns = List.of(
                new Message(Role.SYSTEM, "Be kind."),
                new Message(Role.USER, "Write a function"),
                new Message(Role.ASSISTANT, "Here it is"),
                new Message(Role.USER, "Thanks!"));
        Features features = Features.of(new Prompt(turns, false, false));
        assertThat(features.text()).isEqualTo("Thanks!");
        assertThat(features.signal(Signal.HISTORY)).isPositive();
        assertThat(features.signal(Signal.SYSTEM)).isPositive();
        assertThat(features.signal(Signal.CODE_REQUEST)).isZero();
    }

    @Test
    void functionIsARequestForCodeWithoutACodeWord() {
        assertThat(of("Write a function that finds the shared items").signal(Signal.CODE_REQUEST))
                .isOne();
        assertThat(of("What is the function of the liver?").signal(Signal.CODE_REQUEST))
                .isZero();
    }

    @Test
    void numbersAndHowManyMakeAWordProblem() {
        assertThat(of("Mia has 4 pens and buys 3 more for 2 coins. How many has she?")
                        .signal(Signal.WORD_PROBLEM))
                .isOne();
        assertThat(of("How many bones has a cat?").signal(Signal.WORD_PROBLEM)).isZero();
    }

    @Test
    void requestedLengthIsCountedInTokens() {
        assertThat(of("Write 1,000 words on bees").outputTokens()).isEqualTo(1300);
        assertThat(of("Write 3 pages on bees").outputTokens()).isEqualTo(1800);
        assertThat(of("Hello").outputTokens()).isZero();
    }

    @Test
    void languageIsToldByCommonWords() {
        assertThat(of("Wie ist das Wetter und was ist die Zeit").language()).isEqualTo("de");
        assertThat(of("Quelle est la couleur du ciel et des mers").language()).isEqualTo("fr");
        assertThat(of("xyzzy").language()).isEmpty();
    }

    @Test
    void fiveMegabytesAreReadByTheirEnds() {
        for (String part : List.of("a", "1,000", "select ", "a.b(", "[", "\\", "'", "\n- ")) {
            String huge = part.repeat(5_000_000 / part.length());
            Features features = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> of(huge));
            assertThat(features.tokens()).isGreaterThan(1_200_000);
            assertThat(features.text()).hasSizeLessThan(13_000);
        }
    }

    @Test
    void everySignalLiesBetweenZeroAndOne() {
        for (String text : List.of("", " ", "?", "1+1", "a_b(c) == d;".repeat(500), "prove that ".repeat(900))) {
            Features features = of(text);
            for (Signal signal : Signal.values()) {
                assertThat(features.signal(signal)).as(signal.words()).isBetween(0.0, 1.0);
            }
        }
    }
}
