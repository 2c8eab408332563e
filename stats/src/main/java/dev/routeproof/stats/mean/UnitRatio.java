package dev.routeproof.stats.mean;

import dev.routeproof.stats.Result;

/**
 * Ratio metrics, such as cost per request when users are the units: R = Σ numerators / Σ denominators, with the variance
 * of a unit by the delta method, var(y - R d)/d̄² (Deng, Knoblich and Lu, arXiv 1803.06336, section 2.2). The result is a
 * {@link SampleMean} over units and goes into any test of {@link MeanTests}.
 */
public final class UnitRatio {
    private UnitRatio() {}

    /** One numerator and one denominator a unit; not estimable with fewer than two units or no denominator. */
    public static Result<SampleMean> of(double[] numerators, double[] denominators) {
        if (numerators.length != denominators.length) {
            throw new IllegalArgumentException(
                    numerators.length + " numerators, " + denominators.length + " denominators");
        }
        int n = numerators.length;
        double numerator = 0;
        double denominator = 0;
        for (int i = 0; i < n; i++) {
            numerator += numerators[i];
            denominator += denominators[i];
        }
        if (n < 2 || denominator == 0) {
            return Result.notEstimable("A ratio metric needs at least two units and a denominator above 0.");
        }
        double ratio = numerator / denominator;
        double[] residuals = new double[n];
        for (int i = 0; i < n; i++) {
            residuals[i] = (numerators[i] - ratio * denominators[i]) * n / denominator;
        }
        return Result.value(new SampleMean(n, ratio, SampleMean.of(residuals).variance()));
    }
}
