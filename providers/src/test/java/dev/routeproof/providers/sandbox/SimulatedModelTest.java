package dev.routeproof.providers.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.providers.sandbox.AnswerKey.Answers;
import dev.routeproof.providers.sandbox.SimulatedModel.Behaviour;
import dev.routeproof.routing.catalog.SandboxProfile;
import dev.routeproof.routing.catalog.SandboxProfile.FirstToken;
import dev.routeproof.routing.classify.TaskType;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulatedModelTest {
    private static final int PROMPTS = 20_000;
    private static final Answers CODE = new Answers(new TaskType("code"), "right", "wrong");
    private static final SimulatedModel SMALL = model("small", 0.60, 7);
    private static final SimulatedModel LARGE = model("large", 0.85, 7);

    private static SimulatedModel model(String name, double accuracy, long seed) {
        return new SimulatedModel(
                name, new SandboxProfile(Map.of("code", accuracy), 120, new FirstToken(40, 90), 300, 0.02, seed));
    }

    @Test
    void accuracyIsTheProfiles() {
        // Four standard errors at n = 20,000.
        assertThat(shareRight(SMALL)).isCloseTo(0.60, within(0.014));
        assertThat(shareRight(LARGE)).isCloseTo(0.85, within(0.010));
    }

    @Test
    void modelsAgreeOnHardAndEasyPrompts() {
        double both = IntStream.range(0, PROMPTS)
                        .filter(i -> right(SMALL, i) && right(LARGE, i))
                        .count()
                / (double) PROMPTS;
        // Independent models would both be right on 0.60 × 0.85 = 0.51 of the prompts.
        assertThat(both).isGreaterThan(0.54).isLessThan(0.60);
    }

    @Test
    void sameCallIsAnsweredAlikeForEverAndAnotherRepeatMayDiffer() {
        assertThat(SMALL.behave("p", 0, CODE, ""))
                .isEqualTo(model("small", 0.60, 7).behave("p", 0, CODE, ""));
        long changed = IntStream.range(0, 1_000)
                .filter(i -> SMALL.behave("p" + i, 0, CODE, "").right()
                        != SMALL.behave("p" + i, 1, CODE, "").right())
                .count();
        assertThat(changed).isBetween(50L, 300L);
    }

    @Test
    void firstTokenTimesGoThroughTheProfilesQuantiles() {
        double[] times = IntStream.range(0, PROMPTS)
                .mapToDouble(i -> SMALL.behave("p" + i, 0, CODE, "").firstTokenMillis())
                .sorted()
                .toArray();
        assertThat(times[PROMPTS / 2]).isCloseTo(40, within(1.5));
        assertThat(times[PROMPTS * 95 / 100]).isCloseTo(90, within(5.0));
    }

    @Test
    void lengthErrorsAndSpeedAreTheProfiles() {
        Behaviour[] all = IntStream.range(0, PROMPTS)
                .mapToObj(i -> SMALL.behave("p" + i, 0, CODE, ""))
                .toArray(Behaviour[]::new);
        assertThat(Arrays.stream(all)
                        .mapToInt(Behaviour::outputTokens)
                        .average()
                        .orElseThrow())
                .isCloseTo(120, within(2.0));
        assertThat(Arrays.stream(all).filter(Behaviour::fails).count() / (double) PROMPTS)
                .isCloseTo(0.02, within(0.004));
        assertThat(all[0].totalMillis() - all[0].firstTokenMillis())
                .isCloseTo(all[0].outputTokens() / 0.3, within(1e-6));
    }

    @Test
    void certaintiesAreCertain() {
        assertThat(shareRight(model("never", 0, 1))).isZero();
        assertThat(shareRight(model("always", 1, 1))).isOne();
    }

    private static double shareRight(SimulatedModel model) {
        return IntStream.range(0, PROMPTS).filter(i -> right(model, i)).count() / (double) PROMPTS;
    }

    private static boolean right(SimulatedModel model, int prompt) {
        return model.behave("p" + prompt, 0, CODE, "").right();
    }
}
