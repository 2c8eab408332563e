package dev.routeproof.stats.sequential;

import dev.routeproof.stats.Result;
import java.util.Arrays;

/**
 * A bet that units arrive in other proportions than assigned (statistics S5): the sequential sample-ratio test.
 *
 * <p>The shares are given a Dirichlet(κ·π) prior around the assigned π; the wealth is the marginal likelihood of the
 * counts over their likelihood under π, updated by {@code (κ·π_a + n_a) / ((κ + n)·π_a)} for an arrival in group a. A
 * new epoch bets afresh with the wealth of the one before. Under the null the wealth ever reaches 1/α with probability
 * at most α.
 *
 * <p>Constant memory; not thread-safe. Source: Lindon and Malek, Anytime-valid inference for multinomial count data,
 * NeurIPS 2022, arXiv 2011.03567.
 */
public final class SampleRatioBet {
    /** The default prior weight κ: small deviations are found soonest at a few thousand units. */
    public static final double DEFAULT_CONCENTRATION = 1000;

    private static final double IMPOSSIBLE = 1e90;

    private final double concentration;

    // Owned by the one thread that feeds the monitor.
    private final WealthMixture wealth = new WealthMixture(1);
    private double[] shares;
    private final long[] counts;
    private long total;

    /** {@code shares} are the assigned proportions, summing to 1, at least 0; a group of share 0 must stay empty. */
    public SampleRatioBet(double[] shares, double concentration) {
        if (!(concentration > 0 && concentration < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the prior weight must be positive, was " + concentration);
        }
        this.shares = checked(shares);
        this.concentration = concentration;
        counts = new long[shares.length];
    }

    /** A bet with the default prior weight, 1,000. */
    public SampleRatioBet(double... shares) {
        this(shares, DEFAULT_CONCENTRATION);
    }

    /** Starts an epoch with its own assigned proportions, as many as before; the wealth is kept. */
    public void startEpoch(double... newShares) {
        if (newShares.length != counts.length) {
            throw new IllegalArgumentException(
                    "an epoch has as many groups as before: " + counts.length + ", not " + newShares.length);
        }
        shares = checked(newShares);
        Arrays.fill(counts, 0);
        total = 0;
    }

    /** Includes one unit of the group. One that was assigned with share 0 settles the matter: the wealth grows 10^90-fold. */
    public void observe(int group) {
        if (group < 0 || group >= counts.length) {
            throw new IllegalArgumentException("group " + group + " is not one of " + counts.length);
        }
        double share = shares[group];
        wealth.multiply(
                0,
                share == 0 ? IMPOSSIBLE : (concentration * share + counts[group]) / ((concentration + total) * share));
        wealth.settle();
        counts[group]++;
        total++;
    }

    /** The evidence so far, or why there is none. */
    public Result<Evidence> evidence() {
        return wealth.rounds() == 0
                ? new Result.NotEstimable<>("No unit has been assigned yet.")
                : new Result.Value<>(wealth.evidence());
    }

    private static double[] checked(double[] shares) {
        double sum = Arrays.stream(shares).sum();
        if (shares.length < 2
                || !(Math.abs(sum - 1) < 1e-9)
                || Arrays.stream(shares).anyMatch(s -> !(s >= 0))) {
            throw new IllegalArgumentException(
                    "assigned shares are at least two, none negative, summing to 1: " + Arrays.toString(shares));
        }
        return shares.clone();
    }
}
