package dev.routeproof.routing.classify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeedlesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\\bdef \\w+\\(; 'def '",
                "(?i)\\b(Python|SQL)\\b; python,sql",
                "\\bSELECT\\b.+\\bFROM\\b; SELECT",
                "#include\\s*<; #include",
                "ab+c?d; ab",
                "(?:stack|heap) (trace|dump); stack,heap"
            })
    void everyMatchHoldsOneOfThem(String pattern, String needles) {
        assertThat(String.join(",", Needles.of(pattern).texts())).isEqualTo(needles.replace("'", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\d+\\s*[-+]\\s*\\d+", "(a|\\d)", "a*", "(?U)a", "\\pLx", "é", "(abc)?"})
    void whereInDoubtThePatternIsAlwaysTried(String pattern) {
        assertThat(Needles.of(pattern).texts()).isEmpty();
    }

    private static int start(String pattern, String text) {
        Needles needles = Needles.of(pattern);
        return needles.start(
                text,
                needle -> text.toLowerCase(Locale.ROOT)
                        .indexOf(needles.texts().get(needle).toLowerCase(Locale.ROOT)));
    }

    @Test
    void searchBeginsAtTheNeedleOnlyWhereEveryMatchDoes() {
        assertThat(start("\\bdef \\w+", "say def x")).isEqualTo(4);
        assertThat(start(".\\.", "x.")).isZero();
        assertThat(start("\\w+ def", "say def x")).isZero();
        assertThat(start("\\bdef \\w+", "say nothing")).isEqualTo(-1);
    }

    @Test
    void caseInsensitivePatternMatchesWhatFoldingLeavesAlone() {
        assertThat(start("(?i)sql", "my ſql")).isZero();
    }

    /** The filter may let too much through, never too little. */
    @Test
    void noMatchIsLost() {
        var parts =
                List.of("ab", "B", "c+", "d?", "(ab|c)", "(?:B|d)*", "[ab]", "\\b", ".", "b{2}", "c{0,2}", "|", "a");
        var random = new SplittableRandom(11);
        int matches = 0;
        for (int i = 0; i < 20_000; i++) {
            var written = new StringBuilder(random.nextInt(3) == 0 ? "(?i)" : "");
            random.ints(1 + random.nextInt(6), 0, parts.size()).forEach(part -> written.append(parts.get(part)));
            var letters = new StringBuilder();
            random.ints(random.nextInt(12), 0, 6).forEach(letter -> letters.append("abcdB ".charAt(letter)));
            String text = letters.toString();
            Pattern pattern = Pattern.compile(written.toString());
            if (pattern.matcher(text).find()) {
                matches++;
                int start = start(pattern.pattern(), text);
                assertThat(start).as("%s in '%s'", pattern, text).isNotNegative();
                assertThat(pattern.matcher(text).find(start))
                        .as("%s in '%s' from %d", pattern, text, start)
                        .isTrue();
            }
        }
        assertThat(matches).isGreaterThan(5_000);
    }
}
