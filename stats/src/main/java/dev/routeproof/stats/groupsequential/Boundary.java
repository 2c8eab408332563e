package dev.routeproof.stats.groupsequential;

import dev.routeproof.stats.Result;
import dev.routeproof.stats.distribution.Normal;
import dev.routeproof.stats.distribution.Roots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A group-sequential boundary: at look k, with information fraction t_k, reject when z_k reaches bound_k (or |z_k| when
 * two-sided). Computed by the exact recursion of Armitage, McPherson and Rowe (JRSS A 132, 1969) for Brownian motion.
 *
 * @param fractions information fractions of the looks, increasing, in (0,1]
 * @param bounds z-values, cut at {@value #CUT}
 * @param spent cumulative α spent on the upper side (on both sides together when two-sided)
 */
public record Boundary(List<Double> fractions, List<Double> bounds, List<Double> spent, boolean twoSided) {
    /** Bounds are not distinguished above this z: the chance of passing it is below 10⁻¹⁵. */
    public static final double CUT = 8;

    /** Two-sided α is split evenly; {@code alpha} in (0,1) is the size of the whole test. */
    public static Result<Boundary> of(double[] fractions, double alpha, boolean twoSided, Spending spending) {
        for (int k = 0; k < fractions.length; k++) {
            if (!(fractions[k] > (k == 0 ? 0 : fractions[k - 1]))) {
                return Result.notEstimable("Information must grow from look to look.");
            }
        }
        if (fractions.length == 0) {
            return Result.notEstimable("A boundary needs at least one look.");
        }
        double side = twoSided ? alpha / 2 : alpha;
        List<Double> bounds = new ArrayList<>();
        List<Double> spent = new ArrayList<>();
        double soFar = 0;
        Continuation continuation = Continuation.start();
        for (double t : fractions) {
            double wanted = Math.max(0, spending.spent(side, t) - soFar);
            Continuation now = continuation;
            double bound = Roots.decreasing(z -> now.above(z * Math.sqrt(t), t) - wanted, -CUT, CUT);
            soFar += now.above(bound * Math.sqrt(t), t);
            bounds.add(bound);
            spent.add(twoSided ? 2 * soFar : soFar);
            double edge = bound * Math.sqrt(t);
            continuation = continuation.next(twoSided ? -edge : -CUT * Math.sqrt(t), edge, t);
        }
        return Result.value(new Boundary(asList(fractions), bounds, spent, twoSided));
    }

    /**
     * The classical shape bound_k = C t_k^(shape - ½) with C chosen so that the whole test has size α (Wang and Tsiatis,
     * Biometrics 43, 1987): shape 0 is O'Brien-Fleming, ½ is Pocock.
     */
    public static Result<Boundary> wangTsiatis(double[] fractions, double alpha, boolean twoSided, double shape) {
        double side = twoSided ? alpha / 2 : alpha;
        double constant = Roots.decreasing(
                c -> exitProbability(shaped(fractions, c, shape), fractions, 0, twoSided) - side, 0.1, CUT);
        double[] bounds = shaped(fractions, constant, shape);
        List<Double> spent = new ArrayList<>();
        for (int k = 1; k <= bounds.length; k++) {
            double[] first = Arrays.copyOf(bounds, k);
            double upper = exitProbability(first, Arrays.copyOf(fractions, k), 0, twoSided);
            spent.add(twoSided ? 2 * upper : upper);
        }
        return Result.value(new Boundary(asList(fractions), asList(bounds), spent, twoSided));
    }

    /** Size of the fixed test that rejects at bound k: two-sided 2(1 - Φ(bound)), one-sided 1 - Φ(bound). */
    public double nominalAlpha(int look) {
        return (twoSided ? 2 : 1) * Normal.survival(bounds.get(look));
    }

    /** Probability of passing the upper bound by the last look when E[z] at t is drift·√t. */
    public double power(double drift) {
        return exitProbability(
                bounds.stream().mapToDouble(Double::doubleValue).toArray(),
                fractions.stream().mapToDouble(Double::doubleValue).toArray(),
                drift,
                twoSided);
    }

    private static double[] shaped(double[] fractions, double constant, double shape) {
        double[] bounds = new double[fractions.length];
        for (int k = 0; k < bounds.length; k++) {
            bounds[k] = Math.min(CUT, constant * Math.pow(fractions[k], shape - 0.5));
        }
        return bounds;
    }

    private static double exitProbability(double[] bounds, double[] fractions, double drift, boolean twoSided) {
        Continuation continuation = Continuation.start(drift);
        double sum = 0;
        for (int k = 0; k < bounds.length; k++) {
            double edge = bounds[k] * Math.sqrt(fractions[k]);
            sum += continuation.above(edge, fractions[k]);
            continuation = continuation.next(
                    twoSided ? -edge : drift * fractions[k] - CUT * Math.sqrt(fractions[k]), edge, fractions[k]);
        }
        return sum;
    }

    private static List<Double> asList(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
