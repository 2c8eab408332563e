package dev.routeproof.routing.catalog;

import java.util.Map;

/**
 * How a simulated model behaves.
 *
 * @param accuracy task type label to probability of a right answer, [0,1]
 * @param outputTokens mean length of an answer, tokens
 * @param errorRate share of calls that fail, [0,1]
 */
public record SandboxProfile(
        Map<String, Double> accuracy,
        int outputTokens,
        FirstToken firstToken,
        double tokensPerSecond,
        double errorRate,
        long seed) {
    public SandboxProfile {
        accuracy = Map.copyOf(accuracy);
    }

    /** Time to the first token, log-normal through these two quantiles, milliseconds. */
    public record FirstToken(double p50Millis, double p95Millis) {}
}
