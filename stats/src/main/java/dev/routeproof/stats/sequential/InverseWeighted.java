package dev.routeproof.stats.sequential;

/**
 * What the past says about the difference Δ = candidate − baseline of a value in [0,1], by augmented inverse
 * propensity weighting: {@code Z = (A/π − (1−A)/(1−π)) · (y − m)} has mean Δ for every m fixed before y is seen; m is
 * the mean of the epoch's earlier values, which makes Z's variance small.
 *
 * <p>Everything it returns is predictable: a function of values already included, and of the next propensity.
 */
final class InverseWeighted {
    private final double priorPrecision;

    // Owned by the monitor it belongs to.
    private final PooledRate centre = new PooledRate();
    private double weightedSum;
    private double precision;
    private double candidateSquares = 0.1;
    private double candidateWeight = 1;
    private double baselineSquares = 0.1;
    private double baselineWeight = 1;
    // Quotients of the above, and the reciprocals of the last propensity: divisions cost most here.
    private double m = centre.value();
    private double candidateVariance = 0.1;
    private double baselineVariance = 0.1;
    private double lastPropensity = Double.NaN;
    private double perCandidate;
    private double perBaseline;

    /** {@code priorSpread}: how far from 0 the difference is expected to lie; the estimate is shrunk accordingly. */
    InverseWeighted(double priorSpread) {
        priorPrecision = precision(priorSpread);
    }

    static double precision(double priorSpread) {
        return 1 / (priorSpread * priorSpread);
    }

    void startEpoch() {
        centre.startEpoch();
        m = centre.value();
    }

    double z(boolean candidate, double value, double propensity) {
        weigh(propensity);
        double residual = value - m;
        return candidate ? residual * perCandidate : -residual * perBaseline;
    }

    /** The largest value that z can take next. */
    double highest(double propensity) {
        weigh(propensity);
        return Math.max((1 - m) * perCandidate, m * perBaseline);
    }

    /** The smallest value that z can take next. */
    double lowest(double propensity) {
        weigh(propensity);
        return -Math.max(m * perCandidate, (1 - m) * perBaseline);
    }

    /** The variance expected of the next z. */
    double variance(double propensity) {
        weigh(propensity);
        return candidateVariance * perCandidate + baselineVariance * perBaseline;
    }

    /** The difference as it looks so far, shrunk to 0; 0 at the start. */
    double difference() {
        return difference(priorPrecision);
    }

    /** The same with another prior. */
    double difference(double precisionOfPrior) {
        return weightedSum / (precision + precisionOfPrior);
    }

    void include(boolean candidate, double value, double propensity) {
        double share = 1 / variance(propensity);
        weightedSum += share * z(candidate, value, propensity);
        precision += share;
        double residual = value - m;
        if (candidate) {
            candidateSquares += residual * residual;
            candidateWeight++;
            candidateVariance = candidateSquares / candidateWeight;
        } else {
            baselineSquares += residual * residual;
            baselineWeight++;
            baselineVariance = baselineSquares / baselineWeight;
        }
        centre.include(value);
        m = centre.value();
    }

    private void weigh(double propensity) {
        if (propensity != lastPropensity) {
            lastPropensity = propensity;
            perCandidate = 1 / propensity;
            perBaseline = 1 / (1 - propensity);
        }
    }
}
