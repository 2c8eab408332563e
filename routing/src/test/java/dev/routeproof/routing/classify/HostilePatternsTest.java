package dev.routeproof.routing.classify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R36: patterns that hang a backtracking matcher. */
class HostilePatternsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
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
                "(?i)(\\w+\\s?)*!$"
            })
    void r36NoPatternTakesLong(String pattern) {
        var signs = new Rule.Signs(
                List.of(), List.of(), List.of(), List.of(Pattern.compile(pattern)), null, null, null, null, Set.of());
        var rule = new Rule(new TaskType("code"), 0.9, signs, null);
        var prompt = Prompt.of("a".repeat(50_000) + " ".repeat(50) + "!x");
        var rules = new RulesClassifier(List.of(rule));
        rules.classify(Features.of(prompt));
        var cpu = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 12; i++) {
            long start = cpu.getCurrentThreadCpuTime();
            rules.classify(Features.of(prompt));
            best = Math.min(best, cpu.getCurrentThreadCpuTime() - start);
        }
        assertThat(best / 1e6).as("CPU milliseconds, best of twelve").isLessThan(20);
    }
}
