package dev.routeproof.stats.simulate;

import java.util.random.RandomGenerator;

/** One simulated experiment: draws its own data and says what every method concluded from them. */
@FunctionalInterface
public interface Trial {
    /** One number per {@link Figure} of the cell: 1 or 0 for a share, a stopping time (∞ for never) for a median. */
    double[] run(RandomGenerator random);
}
