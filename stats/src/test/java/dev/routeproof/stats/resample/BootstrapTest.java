package dev.routeproof.stats.resample;

import static dev.routeproof.stats.Estimates.assertEnds;
import static dev.routeproof.stats.Estimates.assertNotEstimable;
import static dev.routeproof.stats.Estimates.width;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Oracle: R's boot.ci on the same sixteen values; the three methods differ by design. */
class BootstrapTest {
    private static final double[] SKEWED = {10, 12, 12.5, 12.5, 13.9, 15, 21, 22, 23, 34, 50, 81, 89, 121, 134, 213};
    private static final int[] OWN = IntStream.range(0, 16).toArray();

    @Test
    void methodsMatchTheReferenceOnSkewedValues() {
        assertEnds(mean(Bootstrap.Method.PERCENTILE), 28.86, 84.21, 0.6);
        assertEnds(mean(Bootstrap.Method.BASIC), 23.77, 79.12, 0.6);
        assertEnds(mean(Bootstrap.Method.BCA), 32.31, 91.43, 0.8);
    }

    private static Result<Estimate> mean(Bootstrap.Method method) {
        return new Bootstrap(100_000, method)
                .interval(SKEWED, v -> Arrays.stream(v).sum() / v.length, 0.95, new SplittableRandom(11));
    }

    @Test
    void clusteredMeanOfSingletonsIsTheOrdinaryBootstrap() {
        assertEnds(
                new Bootstrap(100_000, Bootstrap.Method.BCA).clusteredMean(SKEWED, OWN, 0.95, new SplittableRandom(3)),
                32.31,
                91.43,
                0.8);
    }

    @Test
    void copiesWithinAClusterAddNoInformation() {
        double[] copied = new double[64];
        int[] clusters = new int[64];
        for (int i = 0; i < 64; i++) {
            copied[i] = SKEWED[i / 4];
            clusters[i] = i / 4;
        }
        Bootstrap bootstrap = new Bootstrap(20_000, Bootstrap.Method.BCA);
        double once = width(bootstrap.clusteredMean(SKEWED, OWN, 0.95, new SplittableRandom(5)));
        double fourTimes = width(bootstrap.clusteredMean(copied, clusters, 0.95, new SplittableRandom(5)));
        assertThat(fourTimes).isCloseTo(once, within(1e-9));
    }

    /** The same generator draws the same clusters, so the mean by weights is the clustered mean to the last digit. */
    @Test
    void severalStatisticsComeFromTheSameResamples() {
        int[] clusters = IntStream.range(0, 16).map(i -> i / 2 * 7).toArray();
        for (Bootstrap.Method method : Bootstrap.Method.values()) {
            Bootstrap bootstrap = new Bootstrap(2_000, method);
            List<Result<Estimate>> found = bootstrap.clustered(
                    clusters,
                    weights -> new double[] {weighted(weights, 1), weighted(weights, -1), Double.NaN},
                    0.95,
                    new SplittableRandom(5));
            Estimate mean = bootstrap
                    .clusteredMean(SKEWED, clusters, 0.95, new SplittableRandom(5))
                    .orElseThrow();
            assertEnds(found.getFirst(), mean.low(), mean.high(), 1e-9);
            assertEnds(found.get(1), -mean.high(), -mean.low(), method == Bootstrap.Method.BCA ? 0.5 : 1e-9);
            assertNotEstimable(found.get(2), "undefined");
        }
    }

    private static double weighted(double[] weights, double sign) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * SKEWED[i];
        }
        return sign * sum / Arrays.stream(weights).sum();
    }

    @Test
    void oneClusterIsNoSample() {
        List<Result<Estimate>> found = Bootstrap.standard()
                .clustered(new int[16], weights -> new double[] {1, 2}, 0.95, new SplittableRandom(1));
        assertThat(found).hasSize(2).allSatisfy(one -> assertNotEstimable(one, "two clusters"));
    }

    @Test
    void pairedDifferenceForgetsWhatBothShare() {
        double[] first = new double[16];
        for (int i = 0; i < 16; i++) {
            first[i] = SKEWED[i] + (i % 2 == 0 ? 1 : 2);
        }
        Estimate paired = Bootstrap.standard()
                .pairedDifference(first, SKEWED, OWN, 0.95, new SplittableRandom(1))
                .orElseThrow();
        assertThat(paired.value()).isCloseTo(1.5, within(1e-12));
        assertThat(paired.low()).isBetween(1d, 1.4);
        assertThat(paired.high()).isBetween(1.6, 2d);
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        assertThat(mean(Bootstrap.Method.BCA)).isEqualTo(mean(Bootstrap.Method.BCA));
    }

    @Test
    void tooLittleOrConstantDataAreNotEstimable() {
        var random = new SplittableRandom(1);
        assertNotEstimable(Bootstrap.standard().interval(new double[] {4}, v -> v[0], 0.95, random), "two values");
        assertNotEstimable(
                Bootstrap.standard().clusteredMean(new double[] {4, 4}, new int[] {1, 2}, 0.95, random),
                "do not differ");
        assertNotEstimable(
                Bootstrap.standard().clusteredMean(new double[] {4, 5}, new int[] {1, 1}, 0.95, random),
                "two clusters");
        assertNotEstimable(
                Bootstrap.standard().interval(new double[] {1, 2}, v -> Double.NaN, 0.95, random), "undefined");
    }
}
