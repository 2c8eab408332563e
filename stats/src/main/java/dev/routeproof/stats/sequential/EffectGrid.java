package dev.routeproof.stats.sequential;

/**
 * The effects a bet spreads its wealth over: {0.5, 1, 1.5, 2} × the minimal effect, to one side or to both. Most of the
 * wealth lies on the minimal effect itself, which the plan names as the one to find; the rest keeps smaller and larger
 * effects within reach.
 */
final class EffectGrid {
    private static final double[] SCALES = {0.5, 1, 1.5, 2};
    private static final double[] SHARES = {0.02, 0.83, 0.14, 0.01};

    private EffectGrid() {}

    /** Signed effects; {@code minimalEffect} in (0,1). */
    static double[] effects(Sides sides, double minimalEffect) {
        if (!(minimalEffect > 0 && minimalEffect < 1)) {
            throw new IllegalArgumentException("the minimal effect must lie in (0,1), was " + minimalEffect);
        }
        double[] effects = new double[SCALES.length * (sides == Sides.BOTH ? 2 : 1)];
        for (int k = 0; k < effects.length; k++) {
            boolean lower = sides == Sides.LOWER || k >= SCALES.length;
            effects[k] = (lower ? -1 : 1) * SCALES[k % SCALES.length] * minimalEffect;
        }
        return effects;
    }

    /** The share of the wealth of each of {@code count} effects, in the order of {@link #effects}; not yet scaled. */
    static double[] shares(int count) {
        double[] shares = new double[count];
        for (int k = 0; k < count; k++) {
            shares[k] = SHARES[k % SHARES.length];
        }
        return shares;
    }
}
