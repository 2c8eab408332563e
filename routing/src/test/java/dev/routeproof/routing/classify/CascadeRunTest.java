package dev.routeproof.routing.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routeproof.routing.classify.StageReport.Said;
import dev.routeproof.routing.classify.StageSpec.Question;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CascadeRunTest {
    private static final TaskType CODE = new TaskType("code");
    private static final TaskType SIMPLE = new TaskType("simple");
    private static final Duration DEADLINE = Duration.ofMillis(100);

    private final AtomicLong nanos = new AtomicLong();
    private final DecisionCache cache = new DecisionCache(2);

    private static StageSpec rules(double weight, double believe) {
        var signs = new Rule.Signs(List.of("code"), List.of(), List.of(), List.of(), null, null, null, null, Set.of());
        return new StageSpec.Rules(List.of(new Rule(CODE, weight, signs, null)), believe);
    }

    private static StageSpec llm(int budget, double believe) {
        return new StageSpec.Llm("m", Question.TIER_JSON, Duration.ofMillis(budget), believe);
    }

    private CascadeRun run(String prompt, StageSpec... stages) {
        return new Cascade(Arrays.asList(stages), new SharedStages(), DEADLINE, "c1", nanos::get, cache)
                .start(Glance.at(Prompt.of(prompt)));
    }

    private static Explained says(TaskType type, double confidence) {
        return new Explained(new Classification(type, confidence, Map.of(type, confidence), "llm"), List.of());
    }

    private static Cascaded decided(CascadeStep step) {
        assertThat(step).isInstanceOf(CascadeStep.Decided.class);
        return ((CascadeStep.Decided) step).outcome();
    }

    private static CascadeStep.Needs needed(CascadeStep step) {
        assertThat(step).isInstanceOf(CascadeStep.Needs.class);
        return (CascadeStep.Needs) step;
    }

    @Test
    void believedStageEndsTheCascade() {
        Cascaded outcome = decided(run("my code", rules(0.9, 0.8), llm(50, 0)).next());
        assertThat(outcome.classification().taskType()).isEqualTo(CODE);
        assertThat(outcome.classification().believed()).isTrue();
        assertThat(outcome.stages()).extracting(StageReport::said).containsExactly(Said.BELIEVED);
    }

    @Test
    void whereNoStageIsBelievedTheSurestAnswerIsDoubted() {
        var run = run("my code", rules(0.6, 0.8), llm(50, 0.9));
        assertThat(needed(run.next()).text()).isEqualTo("my code");
        Cascaded outcome = decided(run.answered(says(SIMPLE, 0.5)));
        assertThat(outcome.classification().taskType()).isEqualTo(CODE);
        assertThat(outcome.classification().believed()).isFalse();
        assertThat(outcome.sentence())
                .isEqualTo("rules says code, but only 0.60 sure; llm says simple, but only 0.50 sure");
    }

    @Test
    void callGetsItsBudgetOrWhatIsLeftOfTheDeadline() {
        var run = run("hello", llm(30, 0.9), llm(500, 0.9));
        assertThat(needed(run.next()).within()).isEqualTo(Duration.ofMillis(30));
        nanos.addAndGet(20_000_000);
        assertThat(needed(run.failed("broken")).within()).isEqualTo(Duration.ofMillis(80));
    }

    @Test
    void overTheDeadlineTheBestAnswerSoFarStands() {
        var run = run("my code", rules(0.6, 0.8), llm(500, 0));
        needed(run.next());
        nanos.addAndGet(100_000_000);
        Cascaded outcome = decided(run.failed("no answer in time"));
        assertThat(outcome.late()).isTrue();
        assertThat(outcome.classification().taskType()).isEqualTo(CODE);
        assertThat(outcome.classification().believed()).isTrue();
        assertThat(outcome.failures()).isOne();
        assertThat(outcome.micros()).isEqualTo(100_000);
    }

    @Test
    void overTheDeadlineWithoutAnAnswerThereIsNone() {
        var run = run("hello", llm(500, 0));
        needed(run.next());
        nanos.addAndGet(100_000_000);
        assertThat(decided(run.failed("no answer in time")).classification().taskType())
                .isNull();
    }

    @Test
    void brokenStageIsPassedOver() {
        double[][] weights = new double[Signal.values().length][2];
        var view = new View(1, new double[2], weights, new float[View.gramWeights(2)]);
        var model = new LinearModel(List.of(CODE, SIMPLE), view, null);
        weights[0] = new double[3];
        Cascaded outcome = decided(
                run("my code", new StageSpec.Linear(model, 0), rules(0.9, 0.8)).next());
        assertThat(outcome.classification().stage()).isEqualTo("rules");
        assertThat(outcome.stages()).extracting(StageReport::said).containsExactly(Said.FAILED, Said.BELIEVED);
        assertThat(outcome.stages().getFirst().why()).isEqualTo("ArrayIndexOutOfBoundsException");
    }

    @Test
    void timeOfEachStageIsItsOwn() {
        var run = run("hello", rules(0.6, 0.8), llm(50, 0));
        needed(run.next());
        nanos.addAndGet(7_000_000);
        Cascaded outcome = decided(run.answered(says(SIMPLE, 0.9)));
        assertThat(outcome.stages()).extracting(StageReport::micros).containsExactly(0L, 7_000L);
        assertThat(outcome.stages().getFirst().said()).isEqualTo(Said.SILENT);
    }

    @Test
    void equalPromptIsDecidedFromTheCache() {
        var first = run("hello", llm(50, 0));
        needed(first.next());
        first.answered(says(SIMPLE, 0.9));
        Cascaded again = decided(run("hello", llm(50, 0)).next());
        assertThat(again.cached()).isTrue();
        assertThat(again.classification().taskType()).isEqualTo(SIMPLE);
        needed(run("hello there", llm(50, 0)).next());
        var retrained = new Cascade(List.of(llm(50, 0)), new SharedStages(), DEADLINE, "c2", nanos::get, cache);
        needed(retrained.start(Glance.at(Prompt.of("hello"))).next());
    }

    @Test
    void cacheIsBoundedAndKeepsNoFailure() {
        for (String prompt : List.of("one", "two", "three")) {
            var run = run(prompt, llm(50, 0));
            needed(run.next());
            run.answered(says(SIMPLE, 0.9));
        }
        assertThat(cache.size()).isEqualTo(2);
        var failing = run("four", llm(50, 0));
        needed(failing.next());
        failing.failed("broken");
        needed(run("four", llm(50, 0)).next());
    }

    @Test
    void callIsAnsweredExactlyOnce() {
        var run = run("hello", llm(50, 0));
        assertThatThrownBy(() -> run.failed("nothing was asked")).isInstanceOf(IllegalStateException.class);
        needed(run.next());
        assertThatThrownBy(run::next).isInstanceOf(IllegalStateException.class);
    }
}
