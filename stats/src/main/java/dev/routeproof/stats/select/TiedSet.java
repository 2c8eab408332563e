package dev.routeproof.stats.select;

import dev.routeproof.stats.distribution.Normal;
import java.util.stream.IntStream;

/**
 * The alternatives that cannot be told from the best: those that no other beats by more than
 * {@code z(1 − α/(M−1))} standard errors of their paired difference (multiple comparisons with the best, Hsu, Annals of
 * Statistics 12, 1984, with Bonferroni's constant). It contains the truly best with probability {@code 1 − α} or more.
 * It is shown, and never chooses.
 */
public final class TiedSet {
    private TiedSet() {}

    /** Indices in ascending order; {@code alpha} in (0,1). */
    public static int[] of(Contrasts contrasts, double alpha) {
        double z = Normal.quantile(1 - alpha / (contrasts.size() - 1));
        return IntStream.range(0, contrasts.size())
                .filter(i -> IntStream.range(0, contrasts.size())
                        .allMatch(j ->
                                contrasts.deviation(i) >= contrasts.deviation(j) - z * contrasts.standardError(i, j)))
                .toArray();
    }
}
