package dev.routeproof.stats.proportion;

import static dev.routeproof.stats.Estimates.assertEnds;
import static dev.routeproof.stats.Estimates.assertNotEstimable;
import static dev.routeproof.stats.Estimates.width;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.stats.Counts;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.distribution.Binomial;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Oracles: R 4.2 binom.test and prop.test, closed forms, and exact enumeration of coverage. */
class ProportionIntervalsTest {
    private interface Method extends BiFunction<Counts, Double, Result<Estimate>> {}

    private static final List<Method> ALL = List.of(
            ProportionIntervals::wald,
            ProportionIntervals::waldCorrected,
            ProportionIntervals::wilson,
            ProportionIntervals::wilsonCorrected,
            ProportionIntervals::agrestiCoull,
            ProportionIntervals::jeffreys,
            ProportionIntervals::clopperPearson,
            ProportionIntervals::arcsine);

    @Test
    void methodsMatchTheReference() {
        Counts counts = new Counts(7, 50);
        assertEnds(ProportionIntervals.clopperPearson(counts, 0.95), 0.05819170034037211, 0.26739600249700846, 1e-12);
        assertEnds(ProportionIntervals.wilson(counts, 0.95), 0.06950833427016292, 0.26186193710585542, 1e-12);
        assertEnds(ProportionIntervals.wilsonCorrected(counts, 0.95), 0.06277008952621038, 0.27356376220752482, 1e-12);
        assertEnds(
                ProportionIntervals.jeffreys(new Counts(4, 20), 0.95), 0.07152005247873072, 0.40822576251692555, 1e-12);
    }

    @Test
    void noSuccessHasTheClosedFormOfClopperPearsonAndTheRuleOfThree() {
        assertEnds(ProportionIntervals.clopperPearson(new Counts(0, 30), 0.95), 0, 1 - Math.pow(0.025, 1 / 30d), 1e-13);
        assertThat(ProportionIntervals.ruleOfThree(new Counts(0, 30)).orElseThrow())
                .isEqualTo(0.1);
        assertNotEstimable(ProportionIntervals.ruleOfThree(new Counts(1, 30)), "no success");
    }

    @Test
    void waldAtTheEdgeIsCutUnlessAskedFor() {
        assertEnds(ProportionIntervals.wald(new Counts(1, 30), 0.95), 0, 0.09756737, 1e-8);
        assertEnds(ProportionIntervals.waldUncut(new Counts(1, 30), 0.95), -0.0309007, 0.09756737, 1e-7);
        assertEnds(ProportionIntervals.agrestiCoullUncut(new Counts(1, 30), 0.95), -0.008305484, 0.18091798, 1e-8);
    }

    @Test
    void noTrialsAreNoRate() {
        for (Method method : ALL) {
            assertNotEstimable(method.apply(new Counts(0, 0), 0.95), "no trials");
        }
        assertNotEstimable(ProportionIntervals.logit(new Counts(0, 0), 0.95), "no trials");
        assertNotEstimable(ProportionIntervals.logit(new Counts(5, 5), 0.95), "log odds");
    }

    @Property
    void everyIntervalIsMirroredWhenSuccessAndFailureSwap(
            @ForAll @IntRange(max = 60) int x, @ForAll @IntRange(max = 60) int failures) {
        if (x + failures == 0) {
            return;
        }
        for (Method method : ALL) {
            Estimate straight = method.apply(new Counts(x, x + failures), 0.9).orElseThrow();
            Estimate mirrored =
                    method.apply(new Counts(failures, x + failures), 0.9).orElseThrow();
            assertThat(straight.low()).isCloseTo(1 - mirrored.high(), within(1e-11));
            assertThat(straight.high()).isCloseTo(1 - mirrored.low(), within(1e-11));
            assertThat(straight.low()).isBetween(0d, straight.high());
            assertThat(straight.high()).isLessThanOrEqualTo(1);
        }
    }

    @Property(tries = 200)
    void moreDataNarrowAndSmallerAlphaWidens(
            @ForAll @IntRange(min = 1, max = 40) int x,
            @ForAll @IntRange(min = 1, max = 40) int failures,
            @ForAll @DoubleRange(min = 0.5, max = 0.98) double level) {
        Counts counts = new Counts(x, x + failures);
        Counts fourfold = new Counts(4L * x, 4L * (x + failures));
        for (Method method : ALL) {
            assertThat(width(method.apply(fourfold, level))).isLessThan(width(method.apply(counts, level)));
            assertThat(width(method.apply(counts, level + 0.01)))
                    .isGreaterThanOrEqualTo(width(method.apply(counts, level)));
        }
    }

    @Test
    void jeffreysCoversAsOftenAsItSaysAndClopperPearsonNeverLess() {
        for (int n : new int[] {30, 60, 120, 500}) {
            List<Estimate> jeffreys = intervals(ProportionIntervals::jeffreys, n);
            List<Estimate> clopperPearson = intervals(ProportionIntervals::clopperPearson, n);
            double jeffreysSum = 0;
            double jeffreysLeast = 1;
            double clopperLeast = 1;
            int cells = 0;
            for (double p = 0.1; p <= 0.9001; p += 0.005) {
                double covered = coverage(jeffreys, p);
                jeffreysSum += covered;
                jeffreysLeast = Math.min(jeffreysLeast, covered);
                clopperLeast = Math.min(clopperLeast, coverage(clopperPearson, p));
                cells++;
            }
            assertThat(jeffreysSum / cells).as("mean at n = " + n).isBetween(0.94, 0.96);
            assertThat(jeffreysLeast).as("least at n = " + n).isGreaterThanOrEqualTo(0.92);
            assertThat(clopperLeast).as("gate at n = " + n).isGreaterThanOrEqualTo(0.95);
        }
    }

    private static List<Estimate> intervals(Method method, int n) {
        return IntStream.rangeClosed(0, n)
                .mapToObj(x -> method.apply(new Counts(x, n), 0.95).orElseThrow())
                .toList();
    }

    /** Exact: the probability of every count whose interval holds the rate. */
    private static double coverage(List<Estimate> intervals, double p) {
        int n = intervals.size() - 1;
        double covered = 0;
        for (int x = 0; x <= n; x++) {
            Estimate estimate = intervals.get(x);
            covered += estimate.low() <= p && p <= estimate.high() ? Binomial.mass(x, n, p) : 0;
        }
        return covered;
    }
}
