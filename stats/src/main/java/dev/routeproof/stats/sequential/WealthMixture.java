package dev.routeproof.stats.sequential;

/**
 * Several bets held side by side, each with its share of the starting wealth; their sum is one e-process.
 *
 * <p>The share is spent before any value is seen, so the mixture pays no multiplicity: a weighted mean of e-processes
 * is an e-process. Wealth is kept as a number near 1 and the logarithm of a common scale, so it neither overflows nor
 * needs a logarithm per value; a bet that falls e^600 behind the others is given up, which can only lose wealth.
 */
final class WealthMixture {
    private static final double LARGE = 0x1p300;

    // Owned by the one thread that feeds the monitor.
    private final double[] scaled;
    /** Of all bets when the last round was settled. */
    private double sum;

    private double logScale;
    private double scaledPeak = 1;
    private double logPeak;
    private long rounds;

    /** {@code shares} are positive; they are scaled to sum to 1. */
    WealthMixture(double... shares) {
        scaled = shares.clone();
        sum = sum();
        rescale();
        logScale = 0;
        logPeak = 0;
    }

    /** Multiplies the wealth of bet {@code k} by {@code factor}, the ratio of two likelihoods, in [0, 2^600]. */
    void multiply(int k, double factor) {
        scaled[k] *= factor;
    }

    /** The same for as many bets as there are factors, from bet {@code first} on. */
    void multiply(int first, double[] factors) {
        for (int k = 0; k < factors.length; k++) {
            scaled[first + k] *= factors[k];
        }
    }

    /** Ends a round: every bet has been settled for one value. */
    void settle() {
        rounds++;
        sum = sum();
        scaledPeak = Math.max(scaledPeak, sum);
        if (sum > LARGE || sum < 1 / LARGE) {
            rescale();
        }
    }

    Evidence evidence() {
        double now = logScale + Math.log(sum);
        return new Evidence(now, Math.max(logPeak, logScale + Math.log(scaledPeak)), rounds);
    }

    /** Whether the log wealth is at least {@code logWealth} now. */
    boolean holds(double logWealth) {
        if (logScale == 0) {
            // Nearly always: then no logarithm is needed until the wealth is large.
            return sum > 1 && Math.log(sum) >= logWealth;
        }
        return logScale + Math.log(sum) >= logWealth;
    }

    long rounds() {
        return rounds;
    }

    private double sum() {
        double total = 0;
        for (double wealth : scaled) {
            total += wealth;
        }
        return total;
    }

    private void rescale() {
        if (sum == 0) {
            return;
        }
        for (int k = 0; k < scaled.length; k++) {
            scaled[k] /= sum;
        }
        logPeak = Math.max(logPeak, logScale + Math.log(scaledPeak));
        scaledPeak = 1;
        logScale += Math.log(sum);
        sum = sum();
    }
}
