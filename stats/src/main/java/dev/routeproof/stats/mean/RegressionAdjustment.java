package dev.routeproof.stats.mean;

import dev.routeproof.stats.Result;

/**
 * CUPED: the difference of two means with the part a pre-decision covariate explains taken out (Deng, Xu, Kohavi and
 * Walker, WSDM 2013). y is replaced by y - θ(x - x̄) with θ the pooled within-arm slope and x̄ the mean of both arms. The
 * covariate must be fixed before the arm could influence it (slice, prompt length, bench-predicted success); otherwise
 * the difference is biased.
 */
public final class RegressionAdjustment {
    private RegressionAdjustment() {}

    /** Welch's test of adjusted values, first minus second; not estimable when Welch's is not. */
    public static Result<MeanTest> welch(
            double[] firstY, double[] firstX, double[] secondY, double[] secondX, MeanTests.Hypothesis hypothesis) {
        if (firstY.length != firstX.length || secondY.length != secondX.length) {
            throw new IllegalArgumentException("every value needs its covariate");
        }
        if (firstY.length < 2 || secondY.length < 2) {
            return Result.notEstimable(
                    "Each arm needs at least two units; there are " + firstY.length + " and " + secondY.length + ".");
        }
        double products = products(firstX, firstY) + products(secondX, secondY);
        double squares = products(firstX, firstX) + products(secondX, secondX);
        double slope = squares == 0 ? 0 : products / squares;
        return MeanTests.welch(
                SampleMean.of(adjusted(firstY, firstX, slope)),
                SampleMean.of(adjusted(secondY, secondX, slope)),
                hypothesis);
    }

    /** Constants cancel in the difference, so the covariate is not centred. */
    private static double[] adjusted(double[] y, double[] x, double slope) {
        double[] values = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            values[i] = y[i] - slope * x[i];
        }
        return values;
    }

    /** Σ (x - x̄)(y - ȳ). */
    private static double products(double[] x, double[] y) {
        double meanX = SampleMean.of(x).mean();
        double meanY = SampleMean.of(y).mean();
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - meanX) * (y[i] - meanY);
        }
        return sum;
    }
}
