package dev.routeproof.stats.reference;

import dev.routeproof.stats.distribution.Roots;

/**
 * Boundaries stitched from many linear ones, of the order of the law of the iterated logarithm: the polynomial stitching
 * bound (Howard et al., Annals of Statistics 2021, theorem 1), its double form for quantiles, and the bound for the
 * empirical distribution (Howard and Ramdas, Bernoulli 28, 2022). {@code s > 1} and {@code eta > 1} shape the stitching;
 * 1.4 and 2 are customary.
 */
public final class StitchedBoundary {
    private StitchedBoundary() {}

    /** Bound on a sum at intrinsic time v, for scale c (0: sub-Gaussian), tight from v_min on; probability α. */
    public static double polynomial(double v, double alpha, double vMin, double c, double s, double eta) {
        double time = Math.max(v, vMin);
        double log = s * Math.log(Math.log(eta * time / vMin))
                + Math.log(zeta(s) / Math.pow(Math.log(eta), s))
                + Math.log(1 / alpha);
        return stitched(time, log, c, eta);
    }

    /** Bound on |count below the p-quantile - pt| over all p and t at once, tuned to t_opt; {@code delta > 0}. */
    public static double doubly(double p, double t, double alpha, double tOpt, double delta, double s, double eta) {
        double time = Math.max(t, tOpt);
        double logit = Math.log(p / (1 - p));
        double spread = 2 * delta * Math.sqrt(tOpt * eta / time);
        double r = p >= 0.5 ? p : Math.min(0.5, 1 / (1 + Math.exp(-logit - spread)));
        double variance = r * (1 - r);
        double j = Math.sqrt(time / tOpt) * Math.abs(logit) / (2 * delta) + 1;
        double zeta = zeta(s);
        double log = s * Math.log(Math.log(eta * time / tOpt))
                + s * Math.log(j)
                + Math.log(2 * zeta * (2 * zeta + 1) / (alpha * Math.pow(Math.log(eta), s)));
        return delta * Math.sqrt(eta * time * variance / tOpt) + stitched(variance * time, log, (1 - 2 * p) / 3, eta);
    }

    /** Bound on sup |F̂ - F| at time t ≥ t_min: A √((log(1 + log(t/t_min)) + C)/t), A > 1/√2; infinite before t_min. */
    public static double empiricalProcess(double t, double alpha, double tMin, double a) {
        if (t < tMin) {
            return Double.POSITIVE_INFINITY;
        }
        double c = Roots.decreasing(x -> leastError(x, a) - alpha, 0.5, 200);
        return a * Math.sqrt((Math.log1p(Math.log(t / tMin)) + c) / t);
    }

    private static double stitched(double v, double log, double c, double eta) {
        double k1 = (Math.pow(eta, 0.25) + Math.pow(eta, -0.25)) / Math.sqrt(2);
        double linear = (Math.sqrt(eta) + 1) / 2 * c * log;
        return Math.sqrt(k1 * k1 * v * log + linear * linear) + linear;
    }

    /** The error bound at constant C, minimised over the ratio of epochs by golden sections on a fine start. */
    private static double leastError(double c, double a) {
        double most = Roots.increasing(eta -> Math.sqrt(eta / 2) + Math.sqrt(2 * (eta - 1) / c) - a, 1, 2 * a * a);
        double best = Double.POSITIVE_INFINITY;
        double at = 1;
        int grid = 400;
        for (int i = 1; i < grid; i++) {
            double eta = 1 + (most - 1) * i / grid;
            double error = error(c, a, eta);
            if (error < best) {
                best = error;
                at = eta;
            }
        }
        double low = Math.max(1, at - (most - 1) / grid);
        double high = Math.min(most, at + (most - 1) / grid);
        double golden = (Math.sqrt(5) - 1) / 2;
        while (high - low > 1e-12) {
            double left = high - golden * (high - low);
            double right = low + golden * (high - low);
            if (error(c, a, left) < error(c, a, right)) {
                high = right;
            } else {
                low = left;
            }
        }
        return Math.min(best, error(c, a, 0.5 * (low + high)));
    }

    private static double error(double c, double a, double eta) {
        double slack = a - Math.sqrt(2 * (eta - 1) / c);
        double gamma = 2 / eta * slack * slack;
        return gamma <= 1
                ? Double.POSITIVE_INFINITY
                : 4 * Math.exp(-gamma * c) * (1 + 1 / ((gamma - 1) * Math.log(eta)));
    }

    /** Riemann's zeta for s > 1 by Euler-Maclaurin summation after 20 terms. */
    static double zeta(double s) {
        int n = 20;
        double sum = 0;
        for (int k = 1; k < n; k++) {
            sum += Math.pow(k, -s);
        }
        double tail = Math.pow(n, 1 - s) / (s - 1) + 0.5 * Math.pow(n, -s);
        double term = s * Math.pow(n, -s - 1);
        tail += term / 12;
        term *= (s + 1) * (s + 2) / ((double) n * n);
        tail -= term / 720;
        term *= (s + 3) * (s + 4) / ((double) n * n);
        return sum + tail + term / 30240;
    }
}
