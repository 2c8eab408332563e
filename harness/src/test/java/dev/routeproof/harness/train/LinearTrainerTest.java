package dev.routeproof.harness.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.classify.Taxonomy;
import org.junit.jupiter.api.Test;

class LinearTrainerTest {
    private static LinearTrainer.Fit fit(long seed) {
        var labels = Taxonomy.DEFAULT.taskTypes();
        return LinearTrainer.fit(labels, new PromptGrammar(seed).prompts(labels, 200), seed);
    }

    @Test
    void templatesLeftOutAreLabelledRight() {
        LinearTrainer.Fit fit = fit(3);
        assertThat(fit.prompts()).isEqualTo(800);
        assertThat(fit.right()).isGreaterThan((int) (0.8 * fit.prompts()));
    }

    @Test
    void equalSeedsGiveEqualModels() {
        assertThat(fit(5).model().json()).isEqualTo(fit(5).model().json());
    }

    @Test
    void templatesBecomeTextWithoutTheirSigns() {
        var grammar = new PromptGrammar(1);
        assertThat(grammar.expand("[a|a] {2..2}\\n\\\\frac{{3..3}} {UNKNOWN}")).isEqualTo("a 2\n\\frac{3} {UNKNOWN}");
        assertThat(grammar.expand("{name}")).doesNotContain("{").isNotBlank();
    }
}
