package dev.routeproof.stats;

/**
 * The outcome of a test: its statistic, in the unit the test's Javadoc states, and its p-value in [0,1].
 * A test that cannot be made is a {@link Result.NotEstimable}, never a p-value of 1.
 */
public record TestResult(double statistic, double pValue) {
    public TestResult {
        if (Double.isNaN(statistic) || !(pValue >= 0 && pValue <= 1)) {
            throw new IllegalArgumentException("statistic " + statistic + ", p-value " + pValue
                    + " is no test outcome; return Result.NotEstimable");
        }
    }
}
