package dev.routeproof.harness.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.datasets.Sample;
import dev.routeproof.routing.catalog.Capability;
import dev.routeproof.routing.classify.Prompt;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {
    @Test
    void aLimitTakesTaskTypesInTurnAndIsStamped() {
        var plan = plan(new Planner.Request(10, 1, 1, ""), 100);
        assertThat(plan.calls()).hasSize(10);
        assertThat(plan.samples().stream()
                        .filter(sample -> sample.taskType().label().equals("code")))
                .hasSize(5);
        assertThat(plan.partialReason()).isEqualTo("limited to 10 of 100 samples");
    }

    @Test
    void theSeedDecidesTheOrderAndNothingElseDoes() {
        var one = plan(new Planner.Request(null, 2, 1, ""), 30);
        assertThat(plan(new Planner.Request(null, 2, 1, ""), 30).hash()).isEqualTo(one.hash());
        assertThat(plan(new Planner.Request(null, 2, 2, ""), 30).samples())
                .isNotEqualTo(one.samples())
                .containsExactlyInAnyOrderElementsOf(one.samples());
    }

    @Test
    void repeatsHaveKeysOfTheirOwn() {
        var plan = plan(new Planner.Request(null, 3, 1, ""), 10);
        assertThat(plan.calls().stream().map(PlannedCall::key).distinct()).hasSize(30);
    }

    @Test
    void whatAModelCannotDoIsNotApplicable() {
        var model = Scripted.model("m");
        var needsTools = with(Scripted.sample("a", "simple"), Prompt.of("x"), Set.of(Capability.TOOLS));
        assertThat(Planner.whyNot(model, needsTools)).contains("needs tools");
        var tooLong = with(Scripted.sample("a", "simple"), Prompt.of("x".repeat(40_000)), Set.of());
        assertThat(Planner.whyNot(model, tooLong).orElseThrow()).contains("context", "8000");
        assertThat(Planner.whyNot(model, Scripted.sample("a", "simple"))).isEmpty();
    }

    private static Sample with(Sample sample, Prompt prompt, Set<Capability> needs) {
        return new Sample(
                sample.dataset(),
                sample.id(),
                sample.taskType(),
                prompt,
                sample.tools(),
                sample.target(),
                sample.scorer(),
                sample.cluster(),
                sample.tags(),
                needs);
    }

    private static Plan plan(Planner.Request request, int samples) {
        return Planner.plan(List.of(Scripted.model("m")), List.of(Scripted.dataset(samples)), request);
    }
}
