package dev.routeproof.stats.distribution;

import java.util.function.DoubleUnaryOperator;

/**
 * Brent's root finder, inverse quadratic interpolation with bisection as a fallback (Algorithms for Minimization without
 * Derivatives, 1973, chapter 4). Unlike {@link Roots} it stops at a chosen tolerance, which fixes where on a step
 * function it ends.
 */
public final class BrentRoot {
    private BrentRoot() {}

    /** A root in [low, high], whose ends have opposite signs, to within {@code tolerance}. */
    public static double find(DoubleUnaryOperator f, double low, double high, double tolerance) {
        double previous = low;
        double best = high;
        double fPrevious = f.applyAsDouble(low);
        double fBest = f.applyAsDouble(high);
        double contra = previous;
        double fContra = fPrevious;
        for (int step = 0; step < 1000; step++) {
            double lastMove = best - previous;
            if (Math.abs(fContra) < Math.abs(fBest)) {
                previous = best;
                best = contra;
                contra = previous;
                fPrevious = fBest;
                fBest = fContra;
                fContra = fPrevious;
            }
            double least = 2 * Math.ulp(1d) * Math.abs(best) + tolerance / 2;
            double half = (contra - best) / 2;
            if (Math.abs(half) <= least || fBest == 0) {
                return best;
            }
            double move = half;
            if (Math.abs(lastMove) >= least && Math.abs(fPrevious) > Math.abs(fBest)) {
                move = interpolated(previous, fPrevious, best, fBest, contra, fContra, lastMove, least, half);
            }
            if (Math.abs(move) < least) {
                move = Math.copySign(least, move > 0 ? 1 : -1);
            }
            previous = best;
            fPrevious = fBest;
            best += move;
            fBest = f.applyAsDouble(best);
            if (fBest > 0 == fContra > 0) {
                contra = previous;
                fContra = fPrevious;
            }
        }
        return best;
    }

    /** The interpolation step when it is small enough to trust, else half the bracket. */
    private static double interpolated(
            double a, double fa, double b, double fb, double c, double fc, double last, double least, double half) {
        double width = c - b;
        double p;
        double q;
        double s = fb / fa;
        if (a == c) {
            p = width * s;
            q = 1 - s;
        } else {
            double r = fb / fc;
            double t = fa / fc;
            p = s * (width * t * (t - r) - (b - a) * (r - 1));
            q = (t - 1) * (r - 1) * (s - 1);
        }
        if (p > 0) {
            q = -q;
        } else {
            p = -p;
        }
        boolean trusted = p < 0.75 * width * q - Math.abs(least * q) / 2 && p < Math.abs(last * q / 2);
        return trusted ? p / q : half;
    }
}
