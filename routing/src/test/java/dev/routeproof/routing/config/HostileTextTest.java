package dev.routeproof.routing.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("faults")
class HostileTextTest {
    @Test
    void aBillionLaughsAreRefusedAtOnce() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 10; level++) {
            bomb.append("a%d: &a%d [".formatted(level, level));
            bomb.append("*a%d, ".formatted(level - 1).repeat(8)).append("*a%d]\n".formatted(level - 1));
        }
        // The cap bounds the work; a bomb that is expanded would take hours, so the limit only tells hanging from not.
        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThat(read(bomb.toString())).contains("more than 200000 values"));
    }

    @Test
    void manyAliasesAreRefusedEvenWhenTheyAreSmall() {
        assertThat(read("a: &a x\nb: [" + "*a, ".repeat(50) + "*a]\n")).contains("more than 50 aliases");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: "})
    void deepNestingIsRefused(String open) {
        assertThat(read(open.repeat(100_000))).contains("nested deeper than 64 levels");
    }

    @Test
    void deepJsonIsRefused() {
        var problems = new ProblemCollector();
        ConfigText.json(Source.ofLine(Path.of("x.jsonl"), 3, "[".repeat(100_000)), Shapes.anything(), problems);
        assertThat(problems.problems().render()).startsWith("x.jsonl:3:").contains("not readable as JSON");
    }

    @Test
    void tagsAndLoopsAreRefused() {
        assertThat(read("a: !!javax.script.ScriptEngineManager x")).contains("tags such as");
        assertThat(read("a: !!java.util.ArrayList [x]")).contains("tags such as");
        assertThat(read("a: &a [*a]")).contains("refers to nothing above it");
    }

    @Test
    void controlAndDirectionCharactersCannotSteerTheTerminal() {
        String shown = read("\"a\\u001b[31m\": &x *y \u202e");
        assertThat(shown).doesNotContain("\u001b").doesNotContain("\u202e");
    }

    @Test
    void aCharacterThatYamlRefusesIsNamedWhereItStands() {
        assertThat(read("a: 1\nb: \uD83D\uDE00 x\u0001\n"))
                .startsWith("x.yaml:2:7  the character U+0001 may not stand in a YAML file; remove it\n");
    }

    @Test
    void aLongLineIsCutAroundTheProblem() {
        var problems = new ProblemCollector();
        String line = "{\"text\": \"" + "x".repeat(5_000) + "\", \"n\": -1, \"rest\": \"" + "y".repeat(5_000) + "\"}";
        var shape = Shapes.record("row", "A row.", fields -> {
            var n = fields.required("n", Shapes.integer(0, 9), "n");
            fields.required("text", Shapes.text(), "text");
            fields.required("rest", Shapes.text(), "rest");
            return row -> row.get(n);
        });
        ConfigText.json(Source.ofLine(Path.of("x.jsonl"), 1, line), shape, problems);
        assertThat(problems.problems().render())
                .contains("| …xxx")
                .contains("yyy…")
                .hasSizeLessThan(500);
    }

    private static String read(String text) {
        var problems = new ProblemCollector();
        ConfigText.yaml(Source.ofFile(Path.of("x.yaml"), text), Shapes.anything(), problems);
        return problems.isEmpty() ? "" : problems.problems().render();
    }
}
