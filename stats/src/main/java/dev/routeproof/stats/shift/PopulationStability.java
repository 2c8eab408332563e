package dev.routeproof.stats.shift;

import dev.routeproof.stats.Result;
import dev.routeproof.stats.distribution.ChiSquare;
import java.util.Arrays;

/**
 * The population stability index of two samples over the same classes: Σ (q_i − p_i) ln(q_i / p_i), with half an
 * observation added to every class so that an empty one is finite.
 *
 * <p>Where nothing has moved it is distributed as (1/n + 1/m) χ² with classes − 1 degrees of freedom (Yurdakul 2018,
 * Western Michigan University), so small samples reach the customary limits 0.1 and 0.25 by chance alone.
 */
public final class PopulationStability {
    /** Below this a shift is customarily called small. */
    public static final double SMALL = 0.1;

    /** From this on a shift is customarily called large. */
    public static final double LARGE = 0.25;

    private static final double LEVEL = 0.99;

    private PopulationStability() {}

    /** How far a population has moved. */
    public enum Size {
        /** Not beyond chance, or below {@link #SMALL}. */
        STABLE,
        /** Beyond chance and from {@link #SMALL} on. */
        MOVED,
        /** Beyond chance and from {@link #LARGE} on. */
        MOVED_FAR
    }

    /**
     * An index and what chance alone makes of it.
     *
     * @param chance the index that samples of this size stay below in 99 % of cases where nothing has moved
     */
    public record Index(double value, double chance) {
        public Size size() {
            if (value <= chance || value < SMALL) {
                return Size.STABLE;
            }
            return value < LARGE ? Size.MOVED : Size.MOVED_FAR;
        }
    }

    /** Compares counts of the same classes in the same order; not estimable without observations on either side. */
    public static Result<Index> of(long[] before, long[] after) {
        if (before.length != after.length || before.length < 2) {
            throw new IllegalArgumentException(before.length + " and " + after.length + " classes");
        }
        long n = Arrays.stream(before).sum();
        long m = Arrays.stream(after).sum();
        if (n == 0 || m == 0) {
            return Result.notEstimable("There are no observations on one side.");
        }
        double half = 0.5 * before.length;
        double sum = 0;
        for (int i = 0; i < before.length; i++) {
            double p = (before[i] + 0.5) / (n + half);
            double q = (after[i] + 0.5) / (m + half);
            sum += (q - p) * Math.log(q / p);
        }
        double chance = (1.0 / n + 1.0 / m) * ChiSquare.quantile(LEVEL, before.length - 1);
        return Result.value(new Index(sum, chance));
    }
}
