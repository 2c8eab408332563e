package dev.routeproof.routing.experiment;

/**
 * The one value of a unit in a slice and an epoch: means over its first requests within the window, in [0,1], 1 is bad.
 *
 * @param propensity probability of the candidate arm given what was known of the unit
 * @param fresh true where the unit was new to the slice
 * @param slowP95 share slower than the frozen p95; NaN: nothing was frozen yet
 * @param slowP99 share slower than the frozen p99; NaN: nothing was frozen yet
 * @param cost mean of min(cost, cap)/cap; NaN: not known
 * @param costUsd mean cost of a request, not clipped; NaN: not known
 * @param liked share of requests with feedback that is not bad
 * @param untimed share of requests that completed without a latency in the log
 * @param knownAtMillis when it entered the analysis: its window's end and the feedback time after it
 * @param unit tells the units of a slice apart, over all epochs
 */
public record UnitValue(
        int slice,
        int epoch,
        Arm arm,
        double propensity,
        boolean fresh,
        double bad,
        double error,
        double slowP95,
        double slowP99,
        double cost,
        double costUsd,
        double liked,
        double untimed,
        long knownAtMillis,
        long unit) {}
