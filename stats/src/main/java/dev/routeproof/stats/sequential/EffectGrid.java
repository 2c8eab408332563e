package dev.routeproof.stats.sequential;

/** The effects a bet spreads its wealth over, as multiples of the minimal effect, and how it shares its wealth. */
public final class EffectGrid {
    /**
     * {0.5, 1, 1.5, 2}: most of the wealth lies on the minimal effect itself, which the plan names as the one to find;
     * the rest keeps smaller and larger effects within reach.
     */
    public static final EffectGrid PLANNED =
            new EffectGrid(new double[] {0.5, 1, 1.5, 2}, new double[] {0.02, 0.83, 0.14, 0.01});

    /** {0.5, 1, 2, 4, 8}: effects up to several times the minimal one are found nearly as soon as if they were planned for. */
    public static final EffectGrid WIDE =
            new EffectGrid(new double[] {0.5, 1, 2, 4, 8}, new double[] {0.02, 0.45, 0.28, 0.18, 0.07});

    private final double[] scales;
    private final double[] shares;

    private EffectGrid(double[] scales, double[] shares) {
        this.scales = scales;
        this.shares = shares;
    }

    /** Signed effects; {@code minimalEffect} in (0,1). */
    double[] effects(Sides sides, double minimalEffect) {
        if (!(minimalEffect > 0 && minimalEffect < 1)) {
            throw new IllegalArgumentException("the minimal effect must lie in (0,1), was " + minimalEffect);
        }
        double[] effects = new double[scales.length * (sides == Sides.BOTH ? 2 : 1)];
        for (int k = 0; k < effects.length; k++) {
            boolean lower = sides == Sides.LOWER || k >= scales.length;
            effects[k] = (lower ? -1 : 1) * scales[k % scales.length] * minimalEffect;
        }
        return effects;
    }

    /** The share of the wealth of each of {@code count} effects, in the order of {@link #effects}; not yet scaled. */
    double[] shares(int count) {
        double[] all = new double[count];
        for (int k = 0; k < count; k++) {
            all[k] = shares[k % shares.length];
        }
        return all;
    }
}
