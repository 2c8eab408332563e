package dev.routeproof.stats.power;

import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.distribution.Normal;
import dev.routeproof.stats.distribution.Roots;
import java.util.function.DoubleUnaryOperator;

/** Units needed for a wanted power; fractional, to be rounded up by the caller. Not estimable when none suffices. */
public final class SampleSize {
    private static final double MOST = 1e12;

    private SampleSize() {}

    /** The least n in [2, 10¹²] at which an increasing power function reaches {@code power}, in (0,1). */
    public static Result<Double> forPower(DoubleUnaryOperator powerOfN, double power) {
        if (!(powerOfN.applyAsDouble(MOST) >= power)) {
            return Result.notEstimable("No number of units reaches a power of " + power + " for this effect.");
        }
        double log = Roots.increasing(x -> powerOfN.applyAsDouble(Math.exp(x)) - power, Math.log(2), Math.log(MOST));
        return Result.value(Math.exp(log));
    }

    /**
     * Total units of a z-test of means: (z_α + z_β)² (v1/w1 + v2/w2)/effect², with the variances of single units, the
     * shares w of all units that the two compared arms receive, and the effect in the unit of the mean.
     */
    public static Result<Double> totalForMeans(double effect, double v1, double w1, double v2, double w2, Goal goal) {
        if (effect == 0) {
            return Result.notEstimable("An effect of 0 can never be detected.");
        }
        double z = goal.zAlpha() + goal.zPower();
        return Result.value(z * z * (v1 / w1 + v2 / w2) / (effect * effect));
    }

    /**
     * What the test must achieve.
     *
     * @param alpha size of the test, in (0,1)
     * @param power in (0,1)
     */
    public record Goal(double alpha, double power, Alternative alternative) {
        public Goal {
            if (!(alpha > 0 && alpha < 1 && power > 0 && power < 1)) {
                throw new IllegalArgumentException("alpha " + alpha + ", power " + power);
            }
        }

        double zAlpha() {
            return -Normal.quantile(alternative == Alternative.TWO_SIDED ? alpha / 2 : alpha);
        }

        double zPower() {
            return Normal.quantile(power);
        }
    }
}
