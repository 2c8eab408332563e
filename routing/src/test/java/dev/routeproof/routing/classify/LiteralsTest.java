package dev.routeproof.routing.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LiteralsTest {
    private static int[] firsts(List<String> texts, String in) {
        var literals = new Literals();
        texts.forEach(literals::add);
        return literals.automaton().firsts(in.toCharArray());
    }

    @Test
    void textsWithinTextsAreAllFound() {
        assertThat(firsts(List.of("he", "she", "hers", "his", "東京"), "a 東京 ushers"))
                .containsExactly(7, 6, 7, -1, 2);
    }

    @Test
    void equalTextsHaveOneNumber() {
        var literals = new Literals();
        assertThat(literals.add("Stack Trace")).isEqualTo(literals.add("stack trace"));
        assertThat(literals.add("heap")).isOne();
    }

    @Test
    void nothingIsFoundWhereNothingIsLookedFor() {
        assertThat(firsts(List.of(), "text")).isEmpty();
    }

    @Test
    void itFindsWhatIndexOfFinds() {
        var random = new SplittableRandom(5);
        for (int i = 0; i < 3_000; i++) {
            var texts = new ArrayList<String>();
            for (int text = 0; text <= random.nextInt(8); text++) {
                String made = letters(random, 1 + random.nextInt(4));
                if (!texts.contains(made)) {
                    texts.add(made);
                }
            }
            String in = letters(random, random.nextInt(25));
            assertThat(firsts(texts, in))
                    .as("%s in '%s'", texts, in)
                    .isEqualTo(texts.stream().mapToInt(in::indexOf).toArray());
        }
    }

    private static String letters(SplittableRandom random, int length) {
        var made = new StringBuilder();
        random.ints(length, 0, 3).forEach(letter -> made.append("abö".charAt(letter)));
        return made.toString();
    }
}
