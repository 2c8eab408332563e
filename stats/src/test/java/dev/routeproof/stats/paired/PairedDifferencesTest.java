package dev.routeproof.stats.paired;

import static dev.routeproof.stats.Estimates.assertEnds;
import static dev.routeproof.stats.Estimates.assertNotEstimable;
import static dev.routeproof.stats.Estimates.width;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.PairedCounts;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.distribution.Binomial;
import java.util.function.BiFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Oracles: Newcombe 1998 (paired paper, table II), arithmetic by hand, exact enumeration of coverage. */
class PairedDifferencesTest {
    private interface Method extends BiFunction<PairedCounts, Double, Result<Estimate>> {}

    @Test
    void agrestiMinIsWaldWithHalfAPairInEveryCell() {
        double centre = (12.5 - 5.5) / 52;
        double half = 1.959963984540054 * Math.sqrt(12.5 + 5.5 - 49 / 52d) / 52;
        assertEnds(
                PairedDifferences.agrestiMin(new PairedCounts(20, 12, 5, 13), 0.95),
                centre - half,
                centre + half,
                1e-12);
    }

    @Test
    void newcombeMatchesHisPublishedExamples() {
        assertEnds(PairedDifferences.newcombe(new PairedCounts(36, 12, 2, 0), 0.95), 0.0569, 0.3404, 6e-5);
        assertEnds(PairedDifferences.newcombe(new PairedCounts(36, 14, 0, 0), 0.95), 0.1528, 0.4167, 6e-5);
    }

    @Test
    void noPairsAreNoDifference() {
        PairedCounts none = new PairedCounts(0, 0, 0, 0);
        assertNotEstimable(PairedDifferences.wald(none, 0.95), "no pairs");
        assertNotEstimable(PairedDifferences.agrestiMin(none, 0.95), "no pairs");
        assertNotEstimable(PairedDifferences.newcombe(none, 0.95), "no pairs");
    }

    @Test
    void perfectAgreementStillLeavesDoubt() {
        PairedCounts same = new PairedCounts(30, 0, 0, 10);
        assertThat(width(PairedDifferences.agrestiMin(same, 0.95))).isPositive();
        assertThat(width(PairedDifferences.newcombe(same, 0.95))).isPositive();
    }

    @Property(tries = 300)
    void swappingTheModelsMirrorsTheInterval(
            @ForAll @IntRange(max = 30) int a,
            @ForAll @IntRange(max = 30) int b,
            @ForAll @IntRange(max = 30) int c,
            @ForAll @IntRange(min = 1, max = 30) int d) {
        PairedCounts pairs = new PairedCounts(a, b, c, d);
        PairedCounts swapped = new PairedCounts(a, c, b, d);
        for (Method method :
                new Method[] {PairedDifferences::agrestiMin, PairedDifferences::newcombe, PairedDifferences::wald}) {
            Estimate straight = method.apply(pairs, 0.95).orElseThrow();
            Estimate mirrored = method.apply(swapped, 0.95).orElseThrow();
            assertThat(straight.low()).isCloseTo(-mirrored.high(), within(1e-12));
            assertThat(straight.low()).isBetween(-1d, straight.value());
            assertThat(width(method.apply(pairs, 0.99))).isGreaterThanOrEqualTo(width(method.apply(pairs, 0.95)));
        }
    }

    @Test
    void intervalsCoverAsOftenAsTheySay() {
        double sum = 0;
        double least = 1;
        double newcombeSum = 0;
        double newcombeLeast = 1;
        int cells = 0;
        for (int n : new int[] {30, 60}) {
            for (double both : new double[] {0.3, 0.5, 0.7}) {
                for (double b : new double[] {0.05, 0.1, 0.15}) {
                    for (double c : new double[] {0.05, 0.1, 0.15}) {
                        double agresti = coverage(PairedDifferences::agrestiMin, n, both, b, c);
                        double newcombe = coverage(PairedDifferences::newcombe, n, both, b, c);
                        sum += agresti;
                        newcombeSum += newcombe;
                        least = Math.min(least, agresti);
                        newcombeLeast = Math.min(newcombeLeast, newcombe);
                        cells++;
                    }
                }
            }
        }
        assertThat(sum / cells).isBetween(0.94, 0.965);
        assertThat(least).isGreaterThanOrEqualTo(0.92);
        assertThat(newcombeSum / cells).isBetween(0.94, 0.965);
        assertThat(newcombeLeast).isGreaterThanOrEqualTo(0.92);
    }

    /** Exact over the multinomial of (both, b, c, rest). */
    private static double coverage(Method method, int n, double both, double b, double c) {
        double covered = 0;
        for (int x = 0; x <= n; x++) {
            for (int y = 0; x + y <= n; y++) {
                double discordant = Binomial.mass(x, n, b) * Binomial.mass(y, n - x, c / (1 - b));
                if (discordant < 1e-7) {
                    continue;
                }
                for (int a = 0; a + x + y <= n; a++) {
                    double mass = discordant * Binomial.mass(a, n - x - y, both / (1 - b - c));
                    if (mass > 1e-9) {
                        Estimate e = method.apply(new PairedCounts(a, x, y, n - a - x - y), 0.95)
                                .orElseThrow();
                        covered += e.low() <= b - c && b - c <= e.high() ? mass : 0;
                    }
                }
            }
        }
        return covered;
    }
}
