package dev.routeproof.routing.classify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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

    @Test
    void searchBeginsAtTheNeedleOnlyWhereEveryMatchDoes() {
        assertThat(Needles.of("\\bdef \\w+").start("say def x", "say def x")).isEqualTo(4);
        assertThat(Needles.of("\\w+ def").start("say def x", "say def x")).isZero();
        assertThat(Needles.of("\\bdef \\w+").start("say nothing", "say nothing"))
                .isEqualTo(-1);
    }

    @Test
    void caseInsensitivePatternMatchesWhatFoldingLeavesAlone() {
        assertThat(Needles.of("(?i)sql").start("my ſql", "my ſql")).isZero();
    }

    /** The filter may let too much through, never too little. */
    @Property(tries = 2_000)
    void noMatchIsLost(@ForAll("patterns") String pattern, @ForAll("texts") String text) {
        if (Pattern.compile(pattern).matcher(text).find()) {
            int start = Needles.of(pattern).start(text, text.toLowerCase(java.util.Locale.ROOT));
            assertThat(start).as("%s in %s", pattern, text).isNotNegative();
            assertThat(Pattern.compile(pattern).matcher(text).find(start)).isTrue();
        }
    }

    @Provide
    Arbitrary<String> patterns() {
        var parts =
                List.of("ab", "B", "c+", "d?", "(ab|c)", "(?:B|d)*", "[ab]", "\\b", ".", "b{2}", "c{0,2}", "|", "a");
        return Arbitraries.of(parts)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(chosen -> String.join("", chosen))
                .map(pattern -> pattern.length() % 3 == 0 ? "(?i)" + pattern : pattern);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("abcdB ").ofMaxLength(12);
    }
}
