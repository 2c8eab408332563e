package dev.routeproof.stats.stratified;

import dev.routeproof.stats.Moments;

/** The values of one slice in one epoch, by arm: within it the allocation did not change. */
public record Stratum(Moments candidate, Moments baseline) {
    /** The Mantel-Haenszel weight n1·n0/(n1+n0); 0 while an arm is empty. */
    double weight() {
        double units = candidate.n() + baseline.n();
        return units == 0 ? 0 : candidate.n() * (baseline.n() / units);
    }

    /** Mean of the candidate minus mean of the baseline; needs a value in each arm. */
    double difference() {
        return candidate.mean() - baseline.mean();
    }

    long units() {
        return candidate.n() + baseline.n();
    }
}
