package dev.routeproof.stats.power;

import static dev.routeproof.stats.Estimates.assertNotEstimable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.distribution.Noncentral;
import dev.routeproof.stats.power.SampleSize.Goal;
import org.junit.jupiter.api.Test;

/** Oracles: R 4.2 power.t.test and power.prop.test (strict), pt and pchisq with ncp; PASS's equivalence example. */
class PowerTest {
    private static final Goal HARM = new Goal(0.05, 0.8, Alternative.GREATER);

    @Test
    void noncentralTailsMatchTheReference() {
        assertThat(Noncentral.studentSurvival(2.1, 14, 1.3)).isCloseTo(0.239114145087, within(1e-9));
        assertThat(TestPower.chiSquare(0.2, 100, 3, 0.05)).isCloseTo(0.35853354403, within(1e-9));
        assertThat(Noncentral.chiSquareSurvival(3, 2, 0)).isCloseTo(Math.exp(-1.5), within(1e-12));
    }

    @Test
    void powerMatchesTheReference() {
        assertThat(TestPower.twoSampleT(0.7, 20, 20, 0.05, Alternative.TWO_SIDED))
                .isCloseTo(0.578290431018, within(1e-8));
        assertThat(TestPower.twoProportions(0.7, 0.5, 80, 80, 0, 0.05, Alternative.TWO_SIDED))
                .isCloseTo(0.73741904449, within(1e-8));
        assertThat(TestPower.z(0, 0.05, Alternative.TWO_SIDED)).isCloseTo(0.05, within(1e-12));
        assertThat(TestPower.oneSampleT(0, 12, 0.05, Alternative.GREATER)).isCloseTo(0.05, within(1e-9));
    }

    @Test
    void sampleSizeInvertsPower() {
        double n = SampleSize.forPower(m -> TestPower.twoSampleT(0.5, m, m, 0.05, Alternative.TWO_SIDED), 0.8)
                .orElseThrow();
        assertThat(n).isCloseTo(63.76561, within(1e-4));
        assertNotEstimable(SampleSize.forPower(m -> 0.05, 0.8), "no number of units");
        assertNotEstimable(SampleSize.totalForMeans(0, 1, 0.5, 1, 0.5, HARM), "effect of 0");
    }

    @Test
    void equivalenceRegionsMatchThePublishedExample() {
        EquivalencePower region = EquivalencePower.exact(0.5, 0.7, 500, 0.05);
        assertThat(region.fewest()).isEqualTo(269);
        assertThat(region.most()).isEqualTo(332);
        assertThat(region.at(0.6)).isCloseTo(0.9965, within(6e-5));
        assertThat(EquivalencePower.z(0.1, 0.9, 10, 0.05).at(0.6)).isCloseTo(0.8204, within(6e-5));
    }

    @Test
    void fixedPlanIsTheTextbookFormula() {
        DecisionPlan plan = new DecisionPlan(0.2, 0.05, 0.05, 0.5, 1, 0, 1);
        double z = 1.6448536269514722 + 0.8416212335729143;
        assertThat(plan.fixedHarm(HARM).orElseThrow())
                .isCloseTo(z * z * 2 * (0.25 * 0.75 + 0.2 * 0.8) / 0.0025, within(1e-6));
        assertThat(plan.fixedMargin(HARM).orElseThrow())
                .isCloseTo(z * z * 2 * (0.2 * 0.8 + 0.2 * 0.8) / 0.0025, within(1e-6));
        assertThat(plan.watchedHarm(HARM).orElseThrow())
                .isGreaterThan(plan.groupSequentialHarm(HARM, 4).orElseThrow());
        assertThat(plan.groupSequentialHarm(HARM, 4).orElseThrow())
                .isGreaterThan(plan.fixedHarm(HARM).orElseThrow());
    }

    @Test
    void correlationSmallCanariesAndRareFeedbackAllCostUnits() {
        double base = units(new DecisionPlan(0.1, 0.02, 0.02, 0.5, 10, 0.1, 1));
        assertThat(units(new DecisionPlan(0.1, 0.02, 0.02, 0.5, 10, 0.4, 1))).isGreaterThan(base);
        assertThat(units(new DecisionPlan(0.1, 0.02, 0.02, 0.05, 10, 0.1, 1))).isGreaterThan(4 * base);
        assertThat(units(new DecisionPlan(0.1, 0.02, 0.02, 0.5, 10, 0.1, 0.1))).isGreaterThan(8 * base);
        assertThat(new DecisionPlan(0.1, 0.02, 0.02, 0.5, 10, 0.1, 1).designEffect())
                .isCloseTo(1.9, within(1e-12));
        assertThatThrownBy(() -> new DecisionPlan(0, 0.02, 0.02, 0.5, 10, 0.1, 1))
                .hasMessageContaining("rate");
    }

    private static double units(DecisionPlan plan) {
        return plan.fixedHarm(HARM).orElseThrow();
    }
}
