package dev.routeproof.stats.power;

import dev.routeproof.stats.distribution.Binomial;
import dev.routeproof.stats.distribution.Normal;

/**
 * Showing that one rate lies between two margins (TOST) with n trials: the counts that show it, and how likely they are.
 *
 * @param fewest the smallest count that shows the rate above the lower margin
 * @param most the largest count that shows it below the upper margin; below {@code fewest} no count shows equivalence
 */
public record EquivalencePower(long fewest, long most, long n) {

    /** Counts that both exact one-sided binomial tests at α reject; {@code 0 < low < high < 1}. */
    public static EquivalencePower exact(double low, double high, long n, double alpha) {
        long fewest = 0;
        while (fewest <= n && Binomial.atLeast(fewest, n, low) > alpha) {
            fewest++;
        }
        long most = n;
        while (most >= 0 && Binomial.cdf(most, n, high) > alpha) {
            most--;
        }
        return new EquivalencePower(fewest, most, n);
    }

    /** Counts that both one-sided z-tests at α reject, each with the variance at its margin. */
    public static EquivalencePower z(double low, double high, long n, double alpha) {
        double z = -Normal.quantile(alpha);
        double lower = n * low + z * Math.sqrt(n * low * (1 - low));
        double upper = n * high - z * Math.sqrt(n * high * (1 - high));
        return new EquivalencePower((long) Math.ceil(lower), (long) Math.floor(upper), n);
    }

    /** Probability that equivalence is shown when the true rate is {@code rate}, in [0,1]. */
    public double at(double rate) {
        double sum = 0;
        for (long x = Math.max(0, fewest); x <= Math.min(n, most); x++) {
            sum += Binomial.mass(x, n, rate);
        }
        return Math.min(1, sum);
    }
}
