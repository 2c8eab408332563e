package dev.routeproof.routing.experiment;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.sequential.Evidence;

/**
 * What is known of one metric in a slice; rates in [0,1], 1 is bad.
 *
 * @param name such as {@code bad_outcome}, {@code latency_p95}, {@code cost}
 * @param control mean of the baseline's unit values, compared within epochs; for display, never for the verdict
 * @param candidate mean of the candidate's unit values, likewise
 * @param difference candidate − baseline with an interval that holds at every look
 * @param harm evidence that the candidate is worse
 * @param notWorse evidence that it is not worse by the margin or more; for a gain, that it is better
 */
public record MetricResult(
        String name,
        Role role,
        Result<Double> control,
        Result<Double> candidate,
        Result<Estimate> difference,
        Result<Evidence> harm,
        Result<Evidence> notWorse) {
    /** What a metric is for. */
    public enum Role {
        PRIMARY,
        GUARDRAIL,
        GAIN
    }
}
