package dev.routeproof.stats.sequential;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the past says about the difference Δ = candidate − baseline of a value in [0,1], by augmented inverse
 * propensity weighting: {@code Z = (A/π − (1−A)/(1−π)) · (y − m)} has mean Δ for every m fixed before y is seen; m is
 * the mean of the epoch's earlier values, which makes Z's variance small. It is followed as {@link Renewal} says.
 */
final class InverseWeighted {
    /** How many outlooks are kept at a time, because returning units alternate between a few propensities. */
    static final int OUTLOOKS = 4;

    private final double priorPrecision;

    // Owned by the monitor it belongs to.
    private final PooledRate centre = new PooledRate();
    private final Renewal renewal = new Renewal();
    private final @Nullable Outlook[] outlooks = new Outlook[OUTLOOKS];
    private int oldest;
    private double weightedSum;
    private double precision;
    private double candidateSquares = 0.1;
    private double candidateWeight = 1;
    private double baselineSquares = 0.1;
    private double baselineWeight = 1;

    /** {@code priorSpread}: how far from 0 the difference is expected to lie; the estimate is shrunk accordingly. */
    InverseWeighted(double priorSpread) {
        priorPrecision = precision(priorSpread);
    }

    static double precision(double priorSpread) {
        return 1 / (priorSpread * priorSpread);
    }

    void startEpoch() {
        centre.startEpoch();
        renewal.startEpoch();
        forgetOutlooks();
    }

    /** What is expected of the next value: a function of values already included, and of its propensity in (0,1). */
    Outlook outlook(double propensity) {
        for (Outlook known : outlooks) {
            if (known != null && known.propensity() == propensity) {
                return known;
            }
        }
        var fresh = new Outlook(
                propensity,
                oldest,
                centre.value(),
                candidateSquares / candidateWeight,
                baselineSquares / baselineWeight);
        outlooks[oldest] = fresh;
        oldest = (oldest + 1) % OUTLOOKS;
        return fresh;
    }

    /** The difference as it looks so far, shrunk to 0; 0 at the start. */
    double difference() {
        return difference(priorPrecision);
    }

    /** The same with another prior. */
    double difference(double precisionOfPrior) {
        return weightedSum / (precision + precisionOfPrior);
    }

    /** Includes a value of which {@code outlook} was expected. */
    void include(boolean candidate, double value, Outlook outlook) {
        weightedSum += outlook.share() * outlook.z(candidate, value);
        precision += outlook.share();
        double residual = outlook.residual(value);
        if (candidate) {
            candidateSquares += residual * residual;
            candidateWeight++;
        } else {
            baselineSquares += residual * residual;
            baselineWeight++;
        }
        centre.include(value);
        if (renewal.due(centre.weight())) {
            forgetOutlooks();
        }
    }

    private void forgetOutlooks() {
        Arrays.fill(outlooks, null);
    }
}
