package dev.routeproof.stats.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Oracle: R 4.2 (qnorm, qt, pt, qchisq, pchisq, dbinom, pbinom, qbeta), 16 digits. */
class DistributionsTest {
    private static final Percentage EXACT = Percentage.withPercentage(1e-10);

    @Test
    void normalQuantilesKeepTheirDigitsFarInTheTail() {
        assertThat(Normal.quantile(1e-20)).isCloseTo(-9.26234008979840517, EXACT);
        assertThat(Normal.quantile(1e-12)).isCloseTo(-7.0344838253011321, EXACT);
        assertThat(Normal.quantile(0.001)).isCloseTo(-3.0902323061678136, EXACT);
        assertThat(Normal.quantile(0.975)).isCloseTo(1.959963984540054, EXACT);
        assertThat(Normal.critical(0.95)).isCloseTo(1.959963984540054, EXACT);
    }

    @Test
    void normalQuantileInvertsTheProbability() {
        for (double p = 0.0005; p < 1; p += 0.0005) {
            assertThat(Normal.cdf(Normal.quantile(p))).isCloseTo(p, within(1e-14));
        }
    }

    @Test
    void studentTailsAndQuantilesMatch() {
        assertThat(StudentT.quantile(0.025, 3.7)).isCloseTo(-2.8675207071911930, EXACT);
        assertThat(StudentT.quantile(0.001, 30)).isCloseTo(-3.3851848668293054, EXACT);
        assertThat(StudentT.quantile(0.9, 1)).isCloseTo(3.0776835371752534, EXACT);
        assertThat(StudentT.cdf(-5, 7)).isCloseTo(7.8263897658641200e-04, EXACT);
        assertThat(StudentT.survival(20, 40)).isCloseTo(9.7494558166458850e-23, EXACT);
        assertThat(StudentT.cdf(1.3, Double.POSITIVE_INFINITY)).isEqualTo(Normal.cdf(1.3));
    }

    @Test
    void chiSquareTailsAndQuantilesMatch() {
        assertThat(ChiSquare.quantile(0.5, 4)).isCloseTo(3.3566939800333224, EXACT);
        assertThat(ChiSquare.quantile(0.999, 30)).isCloseTo(59.7030643044299296207, EXACT);
        assertThat(ChiSquare.survival(500, 30)).isCloseTo(1.2079559936813978e-86, EXACT);
        assertThat(ChiSquare.survival(3.841458820694124, 1)).isCloseTo(0.05, EXACT);
    }

    @Test
    void binomialMassesMatchAndSumToTheDistribution() {
        assertThat(Binomial.mass(30, 100, 0.25)).isCloseTo(0.045753807610486731, EXACT);
        assertThat(Binomial.cdf(30, 100, 0.25)).isCloseTo(0.89621276104391334, EXACT);
        double sum = 0;
        for (int k = 0; k <= 100; k++) {
            assertThat(Binomial.atLeast(k, 100, 0.25)).isCloseTo(1 - sum, within(1e-12));
            sum += Binomial.mass(k, 100, 0.25);
            assertThat(Binomial.cdf(k, 100, 0.25)).isCloseTo(sum, within(1e-12));
        }
    }

    @Test
    void betaQuantilesMatch() {
        assertThat(BetaQuantile.quantile(0.025, 4.5, 16.5)).isCloseTo(0.07152005247873072, EXACT);
        assertThat(BetaQuantile.quantile(0.975, 4.5, 16.5)).isCloseTo(0.40822576251692555, EXACT);
        assertThat(BetaQuantile.quantile(0.3, 1, 1)).isCloseTo(0.3, EXACT);
        assertThat(BetaQuantile.quantile(0.025, 0.5, 10_000.5)).isCloseTo(4.910222708219207e-08, EXACT);
    }
}
