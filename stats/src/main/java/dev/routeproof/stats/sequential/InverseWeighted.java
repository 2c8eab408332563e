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

    /** {@code priorSpread}: how far from 0 the difference is expected to lie; the estimate is shrunk accordingly. */
    InverseWeighted(double priorSpread) {
        priorPrecision = 1 / (priorSpread * priorSpread);
    }

    void startEpoch() {
        centre.startEpoch();
    }

    double z(boolean candidate, double value, double propensity) {
        double residual = value - centre.value();
        return candidate ? residual / propensity : -residual / (1 - propensity);
    }

    /** The largest value that z can take next. */
    double highest(double propensity) {
        double m = centre.value();
        return Math.max((1 - m) / propensity, m / (1 - propensity));
    }

    /** The smallest value that z can take next. */
    double lowest(double propensity) {
        double m = centre.value();
        return -Math.max(m / propensity, (1 - m) / (1 - propensity));
    }

    /** The variance expected of the next z. */
    double variance(double propensity) {
        return candidateSquares / (candidateWeight * propensity)
                + baselineSquares / (baselineWeight * (1 - propensity));
    }

    /** The difference as it looks so far, shrunk to 0; 0 at the start. */
    double difference() {
        return weightedSum / (precision + priorPrecision);
    }

    void include(boolean candidate, double value, double propensity) {
        double share = 1 / variance(propensity);
        weightedSum += share * z(candidate, value, propensity);
        precision += share;
        double residual = value - centre.value();
        if (candidate) {
            candidateSquares += residual * residual;
            candidateWeight++;
        } else {
            baselineSquares += residual * residual;
            baselineWeight++;
        }
        centre.include(value);
    }
}
