package dev.routeproof.stats;

/** A point with its interval, both ends inclusive, in the unit of the quantity; {@code level} in (0,1). */
public record Estimate(double value, double low, double high, double level) {
    public Estimate {
        if (Double.isNaN(value) || Double.isNaN(low) || Double.isNaN(high)) {
            throw new IllegalArgumentException("NaN is not an estimate; return Result.NotEstimable");
        }
    }
}
