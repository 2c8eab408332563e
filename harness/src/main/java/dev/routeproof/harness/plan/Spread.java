package dev.routeproof.harness.plan;

/** Mean and variance of the baseline's unit values of one metric; values lie in [0,1], 1 is bad. */
public record Spread(double mean, double variance) {
    /**
     * Of a unit that makes {@code requests} requests of which each is bad with probability {@code rate}:
     * {@code p(1−p)(1 + (K−1)ρ)/K}.
     *
     * @param icc correlation of requests within a unit, in [0,1]
     */
    public static Spread of(double rate, double requests, double icc) {
        return new Spread(rate, rate * (1 - rate) * (1 + (requests - 1) * icc) / requests);
    }
}
