package dev.routeproof.stats.sequential;

/**
 * The mean of all earlier values of an epoch, whatever their arm; in (0,1). A new epoch starts from the mean of the one
 * before with the weight of six values: a base rate drifts but rarely jumps. The first starts at ½, which gives way
 * slowly and keeps early bets small.
 */
final class PooledRate {
    private static final double STARTING_WEIGHT = 6;

    private double weighted = 0.5 * STARTING_WEIGHT;
    private double weight = STARTING_WEIGHT;

    double value() {
        return weighted / weight;
    }

    void include(double value) {
        weighted += value;
        weight++;
    }

    void startEpoch() {
        weighted = value() * STARTING_WEIGHT;
        weight = STARTING_WEIGHT;
    }
}
