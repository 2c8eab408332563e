package dev.routeproof.stats.proportion;

import static dev.routeproof.stats.Estimates.assertEnds;
import static dev.routeproof.stats.Estimates.assertNotEstimable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.Counts;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.TestResult;
import dev.routeproof.stats.distribution.Binomial;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Oracles: R 4.2 prop.test and fisher.test; Newcombe 1998, tables of eleven methods; exact coverage. */
class TwoProportionsTest {
    private static final Counts FEW = new Counts(15, 50);
    private static final Counts MANY = new Counts(25, 50);

    private interface Method {
        Result<Estimate> interval(Counts first, Counts second, double level);
    }

    private static final List<Method> ALL = List.of(
            ProportionDifferences::wald,
            ProportionDifferences::waldCorrected,
            ProportionDifferences::haldane,
            ProportionDifferences::jeffreysPerks,
            ProportionDifferences::newcombe,
            ProportionDifferences::newcombeCorrected,
            ProportionDifferences::agrestiCaffo,
            ProportionDifferences::andersonHauck,
            ScoreDifference.MEE::interval,
            ScoreDifference.MIETTINEN_NURMINEN::interval);

    @Test
    void testsMatchTheReference() {
        TestResult plain = TwoProportions.chiSquare(FEW, MANY).orElseThrow();
        assertThat(plain.statistic()).isCloseTo(4.166666666666667, within(1e-12));
        assertThat(plain.pValue()).isCloseTo(0.0412268333371636, within(1e-12));
        TestResult corrected = TwoProportions.chiSquareCorrected(FEW, MANY).orElseThrow();
        assertThat(corrected.statistic()).isCloseTo(3.375, within(1e-12));
        assertThat(corrected.pValue()).isCloseTo(0.0661925797221934, within(1e-12));
        assertThat(TwoProportions.homogeneity(List.of(FEW, MANY)).orElseThrow().pValue())
                .isCloseTo(plain.pValue(), within(1e-12));
        assertEnds(ProportionDifferences.wald(FEW, MANY, 0.95), -0.3879931412322959, -0.0120068587677042, 1e-12);
        TestResult less = TwoProportions.pooledZ(FEW, MANY, 0, Alternative.LESS).orElseThrow();
        assertThat(less.pValue()).isCloseTo(plain.pValue() / 2, within(1e-12));
    }

    @Test
    void differencesMatchNewcombesTables() {
        Counts first = new Counts(56, 70);
        Counts second = new Counts(48, 80);
        assertEnds(ProportionDifferences.newcombe(first, second, 0.95), 0.0524, 0.3339, 6e-5);
        assertEnds(ProportionDifferences.newcombeCorrected(first, second, 0.95), 0.0428, 0.3422, 6e-5);
        assertEnds(ProportionDifferences.haldane(first, second, 0.95), 0.0535, 0.3351, 6e-5);
        assertEnds(ProportionDifferences.jeffreysPerks(first, second, 0.95), 0.0531, 0.3355, 6e-5);
        assertEnds(ScoreDifference.MEE.interval(first, second, 0.95), 0.0533, 0.3377, 6e-5);
        assertEnds(ScoreDifference.MIETTINEN_NURMINEN.interval(first, second, 0.95), 0.0528, 0.3382, 6e-5);
        Counts all = new Counts(10, 10);
        Counts none = new Counts(0, 20);
        assertEnds(ScoreDifference.MEE.interval(all, none, 0.95), 0.7225, 1, 6e-5);
        assertEnds(ProportionDifferences.newcombe(all, none, 0.95), 0.6791, 1, 6e-5);
    }

    @Test
    void ratiosMatchTheReference() {
        Counts first = new Counts(7, 34);
        Counts second = new Counts(1, 34);
        assertEnds(RatioIntervals.koopman(first, second, 0.95), 1.220853, 42.575718, 6e-7);
        assertEnds(RatioIntervals.log(first, second, 0.95), 0.91, 54, 0.3);
        assertNotEstimable(RatioIntervals.koopman(first, new Counts(0, 9), 0.95), "no success");
    }

    @Test
    void emptyArmsAndEqualOutcomesAreNotEstimable() {
        Counts empty = new Counts(0, 0);
        for (Method method : ALL) {
            assertNotEstimable(method.interval(FEW, empty, 0.95), "no trials");
        }
        assertNotEstimable(TwoProportions.chiSquare(new Counts(0, 5), new Counts(0, 9)), "all outcomes are the same");
        assertNotEstimable(TwoProportions.oneSampleZ(empty, 0.5, Alternative.LESS), "no trials");
    }

    @Property(tries = 200)
    void swappingTheArmsMirrorsEveryInterval(
            @ForAll @IntRange(max = 20) int x1,
            @ForAll @IntRange(max = 20) int y1,
            @ForAll @IntRange(max = 20) int x2,
            @ForAll @IntRange(max = 20) int y2) {
        if (x1 + y1 < 2 || x2 + y2 < 2) {
            return;
        }
        Counts first = new Counts(x1, x1 + y1);
        Counts second = new Counts(x2, x2 + y2);
        for (Method method : ALL) {
            Estimate straight = method.interval(first, second, 0.95).orElseThrow();
            Estimate mirrored = method.interval(second, first, 0.95).orElseThrow();
            assertThat(straight.low()).isCloseTo(-mirrored.high(), within(1e-9));
            assertThat(straight.low()).isBetween(-1d, straight.high());
        }
    }

    @Test
    void scoreAndNewcombeCoverAsOftenAsTheySay() {
        for (Method method :
                List.<Method>of(ProportionDifferences::newcombe, ScoreDifference.MIETTINEN_NURMINEN::interval)) {
            int n = 30;
            Estimate[][] table = new Estimate[n + 1][n + 1];
            for (int x = 0; x <= n; x++) {
                for (int y = 0; y <= n; y++) {
                    table[x][y] = method.interval(new Counts(x, n), new Counts(y, n), 0.95)
                            .orElseThrow();
                }
            }
            double sum = 0;
            double least = 1;
            int cells = 0;
            for (double p = 0.1; p < 0.95; p += 0.1) {
                for (double q = 0.1; q < 0.95; q += 0.1) {
                    double covered = 0;
                    for (int x = 0; x <= n; x++) {
                        for (int y = 0; y <= n; y++) {
                            boolean holds = table[x][y].low() <= p - q && p - q <= table[x][y].high();
                            covered += holds ? Binomial.mass(x, n, p) * Binomial.mass(y, n, q) : 0;
                        }
                    }
                    sum += covered;
                    least = Math.min(least, covered);
                    cells++;
                }
            }
            assertThat(sum / cells).isBetween(0.94, 0.96);
            assertThat(least).isGreaterThanOrEqualTo(0.92);
        }
    }

    @Test
    void fisherMatchesTheReference() {
        FisherExact both =
                FisherExact.test(3, 6, 1, 12, Alternative.TWO_SIDED, 0.95).orElseThrow();
        assertThat(both.pValue()).isCloseTo(0.264251537935748, within(1e-12));
        assertThat(both.oddsRatio().value()).isCloseTo(5.502169609421415, within(1e-9));
        assertEnds(Result.value(both.oddsRatio()), 0.354917025886675, 339.735150611786025, 1e-6);
        FisherExact greater =
                FisherExact.test(3, 6, 1, 12, Alternative.GREATER, 0.95).orElseThrow();
        assertThat(greater.pValue()).isCloseTo(0.166507177033493, within(1e-12));
        assertEnds(Result.value(greater.oddsRatio()), 0.496510029326664, Double.POSITIVE_INFINITY, 1e-6);
        assertNotEstimable(FisherExact.test(0, 0, 3, 4, Alternative.LESS, 0.95), "empty");
    }

    @Test
    void minimumLikelihoodIsInsideClopperPearson() {
        Estimate sharp =
                ProportionIntervals.minimumLikelihood(new Counts(4, 20), 0.95).orElseThrow();
        Estimate wide =
                ProportionIntervals.clopperPearson(new Counts(4, 20), 0.95).orElseThrow();
        assertThat(sharp.low()).isGreaterThanOrEqualTo(wide.low());
        assertThat(sharp.high() - sharp.low()).isLessThan(wide.high() - wide.low());
    }
}
