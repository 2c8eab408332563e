package dev.routeproof.routing.experiment;

/**
 * What a slice's latencies and costs are held against, frozen before the units they judge are seen.
 *
 * @param p95Millis the baseline's 95th percentile; NaN: not frozen yet
 * @param p99Millis the baseline's 99th percentile; NaN: not frozen yet
 * @param costCapUsd the baseline's 99th percentile of a request's cost; NaN: not frozen yet
 */
record Thresholds(double p95Millis, double p99Millis, double costCapUsd) {
    static final Thresholds NONE = new Thresholds(Double.NaN, Double.NaN, Double.NaN);
}
