package dev.routeproof.stats.power;

import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.distribution.ChiSquare;
import dev.routeproof.stats.distribution.Noncentral;
import dev.routeproof.stats.distribution.Normal;
import dev.routeproof.stats.distribution.StudentT;

/**
 * The probability that a test rejects when the effect is real, in [0,1]. Effects are standardised as their method says;
 * sample sizes may be fractional; α is the size of the test, in (0,1). Formulas: Cohen, Statistical Power Analysis for
 * the Behavioral Sciences, 1988.
 */
public final class TestPower {
    private TestPower() {}

    /** χ² goodness of fit with effect w = √(Σ(p1 - p0)²/p0): non-centrality n w². */
    public static double chiSquare(double w, double n, double df, double alpha) {
        return Noncentral.chiSquareSurvival(ChiSquare.quantile(1 - alpha, df), df, n * w * w);
    }

    /** Two-sample t with d = difference / common standard deviation. */
    public static double twoSampleT(double d, double n1, double n2, double alpha, Alternative alternative) {
        return t(d * Math.sqrt(n1 * n2 / (n1 + n2)), n1 + n2 - 2, alpha, alternative);
    }

    /** One-sample or paired t with d = mean / standard deviation. */
    public static double oneSampleT(double d, double n, double alpha, Alternative alternative) {
        return t(d * Math.sqrt(n), n - 1, alpha, alternative);
    }

    /** z with the effect {@code shift} in standard errors. */
    public static double z(double shift, double alpha, Alternative alternative) {
        return heteroscedasticZ(shift, 1, 1, alpha, alternative);
    }

    /** Two rates by the arcsine effect h = 2 asin √p1 - 2 asin √p2. */
    public static double arcsine(double h, double n1, double n2, double alpha, Alternative alternative) {
        return z(h * Math.sqrt(n1 * n2 / (n1 + n2)), alpha, alternative);
    }

    /** h = 2 asin √p1 - 2 asin √p2. */
    public static double arcsineEffect(double p1, double p2) {
        return 2 * Math.asin(Math.sqrt(p1)) - 2 * Math.asin(Math.sqrt(p2));
    }

    /**
     * z-test of rates p1 - p2 = {@code nullDifference} that uses the pooled variance under the null and each arm's own
     * under the alternative (Fleiss, Levin and Paik, 2003, chapter 4).
     */
    public static double twoProportions(
            double p1, double p2, double n1, double n2, double nullDifference, double alpha, Alternative alternative) {
        double pooled = (n1 * p1 + n2 * p2) / (n1 + n2);
        double nullError = Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
        double error = Math.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2);
        return heteroscedasticZ(p1 - p2 - nullDifference, nullError, error, alpha, alternative);
    }

    /** z-test of an effect whose standard error is {@code nullError} in the test and {@code error} in truth. */
    public static double heteroscedasticZ(
            double effect, double nullError, double error, double alpha, Alternative alternative) {
        double z = -Normal.quantile(alternative == Alternative.TWO_SIDED ? alpha / 2 : alpha);
        double above = Normal.survival((z * nullError - effect) / error);
        double below = Normal.cdf((-z * nullError - effect) / error);
        return switch (alternative) {
            case TWO_SIDED -> above + below;
            case LESS -> below;
            case GREATER -> above;
        };
    }

    private static double t(double noncentrality, double df, double alpha, Alternative alternative) {
        double critical = -StudentT.quantile(alternative == Alternative.TWO_SIDED ? alpha / 2 : alpha, df);
        double above = Noncentral.studentSurvival(critical, df, noncentrality);
        double below = Noncentral.studentSurvival(critical, df, -noncentrality);
        return switch (alternative) {
            case TWO_SIDED -> above + below;
            case LESS -> below;
            case GREATER -> above;
        };
    }
}
