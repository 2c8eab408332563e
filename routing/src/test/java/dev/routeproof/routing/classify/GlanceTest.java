package dev.routeproof.routing.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GlanceTest {
    private static StageSpec rules(String text) {
        var signs = new Rule.Signs(List.of(text), List.of(), List.of(), List.of(), null, null, null, null, Set.of());
        return new StageSpec.Rules(List.of(new Rule(new TaskType("code"), 0.9, signs, null)), 0.5);
    }

    private static Classification answer(SharedStages shared, StageSpec stage, Glance glance) {
        var cascade =
                new Cascade(List.of(stage), shared, Duration.ofSeconds(1), "c", System::nanoTime, new DecisionCache());
        return ((CascadeStep.Decided) cascade.start(glance).next()).outcome().classification();
    }

    @Test
    void featuresAreFoundOnce() {
        Glance glance = Glance.at(Prompt.of("write code"));
        assertThat(glance.features()).isSameAs(glance.features());
    }

    @Test
    void rulesAlikeInTwoCandidatesAreAskedOnceForAPrompt() {
        var shared = new SharedStages();
        Glance glance = Glance.at(Prompt.of("write code"));
        Classification first = answer(shared, rules("code"), glance);
        assertThat(answer(shared, rules("code"), glance)).isSameAs(first);
        assertThat(answer(shared, rules("write"), glance)).isNotSameAs(first);
        assertThat(answer(shared, rules("code"), Glance.at(Prompt.of("write code"))))
                .isNotSameAs(first);
    }
}
