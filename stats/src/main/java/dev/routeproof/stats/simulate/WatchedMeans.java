package dev.routeproof.stats.simulate;

import dev.routeproof.stats.Moments;

/**
 * Two running means and what the usual methods say of their difference at each look: the z-test, and the asymptotic
 * confidence sequence of Waudby-Smith et al. (arXiv 2103.06476), tuned for 5,000 units. They are here to be compared
 * with.
 */
final class WatchedMeans {
    static final double Z_TWO_SIDED = 1.959963984540054;
    static final double Z_ONE_SIDED = 1.6448536269514722;
    private static final double TUNED_AT = 5_000;
    private static final int FEWEST = 30;

    private final double alpha;
    private final double tuning;
    private long candidates;
    private double candidateSum;
    private double candidateSquares;
    private long baselines;
    private double baselineSum;
    private double baselineSquares;

    /** {@code alpha}: the error of the sequence, both sides together. */
    WatchedMeans(double alpha) {
        this.alpha = alpha;
        double cost = -2 * Math.log(alpha);
        tuning = (cost + Math.log(cost + 1)) / TUNED_AT;
    }

    void include(boolean candidate, double value) {
        if (candidate) {
            candidates++;
            candidateSum += value;
            candidateSquares += value * value;
        } else {
            baselines++;
            baselineSum += value;
            baselineSquares += value * value;
        }
    }

    /** Whether both arms have the 30 values below which nobody would look. */
    boolean enough() {
        return candidates >= FEWEST && baselines >= FEWEST;
    }

    double difference() {
        return candidateSum / candidates - baselineSum / baselines;
    }

    double standardError() {
        return Math.sqrt(variance(candidates, candidateSum, candidateSquares)
                + variance(baselines, baselineSum, baselineSquares));
    }

    /** The z of the difference from {@code null}; 0 while it has no spread. */
    double z(double nullDifference) {
        double error = standardError();
        return error == 0 ? 0 : (difference() - nullDifference) / error;
    }

    /** Half the width of the asymptotic confidence sequence; ∞ while there is no spread. */
    double sequenceHalfWidth() {
        double n = candidates + baselines;
        double error = standardError();
        if (error == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double information = n * tuning + 1;
        return error * Math.sqrt(2 * information * Math.log(Math.sqrt(information) / alpha) / (n * tuning));
    }

    Moments candidate() {
        return new Moments(candidates, candidateSum, candidateSquares);
    }

    Moments baseline() {
        return new Moments(baselines, baselineSum, baselineSquares);
    }

    private static double variance(long n, double sum, double squares) {
        return Math.max(0, (squares - sum * sum / n) / (n - 1)) / n;
    }
}
