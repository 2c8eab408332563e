package dev.routeproof.routing.classify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** R36: patterns that hang a backtracking matcher. */
@Tag("faults")
class HostilePatternsTest {
    private static final String PROMPT = "a".repeat(50_000) + " ".repeat(50) + "!x";

    static List<String> patterns() {
        return List.of(
                "(a+)+$",
                "([a-zA-Z]+)*$",
                "(a|aa)+$",
                "(a|a?)+$",
                "(.*a){20}",
                "^(([a-z])+.)+[A-Z]([a-z])+$",
                "(x+x+)+y",
                "(.*)*=.*",
                "((a*)*)*b",
                "\\s+$",
                "(?i)(\\w+\\s?)*!$");
    }

    /** CPU milliseconds to label 50 KB by one rule with this pattern, the best of twelve. */
    static double cpuMillis(String pattern) {
        var signs = new Rule.Signs(
                List.of(), List.of(), List.of(), List.of(Pattern.compile(pattern)), null, null, null, null, Set.of());
        var rules = new RulesClassifier(List.of(new Rule(new TaskType("code"), 0.9, signs, null)));
        var prompt = Prompt.of(PROMPT);
        rules.classify(Features.of(prompt));
        var cpu = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 12; i++) {
            long start = cpu.getCurrentThreadCpuTime();
            rules.classify(Features.of(prompt));
            best = Math.min(best, cpu.getCurrentThreadCpuTime() - start);
        }
        return best / 1e6;
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void r36NoPatternTakesLong(String pattern) {
        assertThat(cpuMillis(pattern)).as("CPU milliseconds, best of twelve").isLessThan(20);
    }
}
