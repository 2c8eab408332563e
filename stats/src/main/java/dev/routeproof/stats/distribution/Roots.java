package dev.routeproof.stats.distribution;

import java.util.function.DoubleUnaryOperator;

/** Roots of monotone functions by the Illinois variant of regula falsi, with bisection as its safety net. */
public final class Roots {
    private Roots() {}

    /**
     * The x in [low, high] where an increasing function crosses zero; an end when it does not cross. Accurate to a few
     * units in the last place where the function is.
     */
    public static double increasing(DoubleUnaryOperator f, double low, double high) {
        double a = low;
        double b = high;
        double fa = f.applyAsDouble(a);
        double fb = f.applyAsDouble(b);
        if (fa >= 0) {
            return a;
        }
        if (fb <= 0) {
            return b;
        }
        int side = 0;
        double width = b - a;
        for (int step = 0; step < 400; step++) {
            boolean bisect = step % 3 == 2 || !Double.isFinite(fa) || !Double.isFinite(fb);
            double x = bisect ? 0.5 * (a + b) : (a * fb - b * fa) / (fb - fa);
            if (!(x > a && x < b)) {
                x = 0.5 * (a + b);
            }
            if (x <= a || x >= b) {
                return x;
            }
            double fx = f.applyAsDouble(x);
            if (fx == 0) {
                return x;
            }
            if (fx < 0) {
                a = x;
                fa = fx;
                fb = side == -1 ? fb / 2 : fb;
                side = -1;
            } else {
                b = x;
                fb = fx;
                fa = side == 1 ? fa / 2 : fa;
                side = 1;
            }
            if (b - a < 1e-15 * width && b - a < 4 * Math.ulp(Math.max(Math.abs(a), Math.abs(b)))) {
                return 0.5 * (a + b);
            }
        }
        return 0.5 * (a + b);
    }

    /** The x in [low, high] where a decreasing function crosses zero; an end when it does not cross. */
    public static double decreasing(DoubleUnaryOperator f, double low, double high) {
        return increasing(x -> -f.applyAsDouble(x), low, high);
    }
}
