package dev.routeproof.stats.sequential;

/**
 * The mean of all earlier values of an epoch, whatever their arm; in (0,1). A new epoch starts from the mean of the one
 * before with the weight of six values: a base rate drifts but rarely jumps. The first starts at ½, which gives way
 * slowly and keeps early bets small.
 */
final class PooledRate {
    private static final double STARTING_WEIGHT = 6;
    private static final double MOST_TRIALS = 64;

    private double weighted = 0.5 * STARTING_WEIGHT;
    private double squares = 0.5 * STARTING_WEIGHT;
    private double weight = STARTING_WEIGHT;

    double value() {
        return weighted / weight;
    }

    /**
     * How many 0/1 trials of this rate have a mean that varies as little as the values do: 1 for 0/1 values, more for
     * means over requests, at most 64.
     */
    double trials() {
        if (squares == weighted) {
            return 1;
        }
        double mean = value();
        return Math.clamp(mean * (1 - mean) / (squares / weight - mean * mean), 1, MOST_TRIALS);
    }

    /** How many values it rests on, the starting weight included. */
    double weight() {
        return weight;
    }

    void include(double value) {
        weighted += value;
        squares += value * value;
        weight++;
    }

    void startEpoch() {
        squares = squares / weight * STARTING_WEIGHT;
        weighted = value() * STARTING_WEIGHT;
        weight = STARTING_WEIGHT;
    }
}
