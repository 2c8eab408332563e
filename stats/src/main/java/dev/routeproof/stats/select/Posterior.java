package dev.routeproof.stats.select;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.distribution.Normal;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * What is believed of every alternative's quality after measuring: a hierarchical normal model on paired contrasts, its
 * prior mean linear in log price and its spread integrated over ({@link PriceLinePrior}), by {@value #DRAWS} draws from
 * the injected seed. Shrinking before choosing removes the winner's curse: the best of many is published without bias.
 */
public final class Posterior {
    private static final int DRAWS = 4000;

    private final double grandMean;
    private final double grandMeanError;
    private final double[] expected;
    private final double[][] draws;

    private Posterior(double grandMean, double grandMeanError, double[] expected, double[][] draws) {
        this.grandMean = grandMean;
        this.grandMeanError = grandMeanError;
        this.expected = expected;
        this.draws = draws;
    }

    /** {@code logPrices}: natural logarithms, one for each alternative. */
    public static Posterior of(Contrasts contrasts, double[] logPrices, long seed) {
        int size = contrasts.size();
        if (logPrices.length != size) {
            throw new IllegalArgumentException(size + " alternatives but " + logPrices.length + " prices");
        }
        Rotated rotated = Rotated.of(contrasts, PriceLinePrior.standardised(logPrices));
        double[] weights = rotated.spreadWeights();
        SplittableRandom random = new SplittableRandom(seed);
        double[] expected = new double[size];
        double[][] draws = new double[DRAWS][];
        int drawn = 0;
        double cumulative = 0;
        for (int s = 0; s < weights.length; s++) {
            double tau = PriceLinePrior.spread(s);
            double[] mean = rotated.back(rotated.centre(tau));
            for (int j = 0; j < size; j++) {
                expected[j] += weights[s] * mean[j];
            }
            cumulative += weights[s];
            long until = s == weights.length - 1 ? DRAWS : Math.round(cumulative * DRAWS);
            for (; drawn < until; drawn++) {
                draws[drawn] = rotated.back(rotated.draw(tau, random));
            }
        }
        return new Posterior(contrasts.grandMean(), contrasts.grandMeanError(), expected, draws);
    }

    /** Posterior mean quality of alternative {@code j}. */
    public double expected(int j) {
        return grandMean + expected[j];
    }

    /** The alternative with the best posterior mean; the first of equals. */
    public int best() {
        int best = 0;
        for (int j = 1; j < expected.length; j++) {
            if (expected[j] > expected[best]) {
                best = j;
            }
        }
        return best;
    }

    /**
     * Expected quality of {@code j} with the central interval at {@code level}, cut to [0,1]: the spread of its draws and
     * the standard error of the grand mean, added as if independent.
     */
    public Estimate quality(int j, double level) {
        double squares = 0;
        for (double[] draw : draws) {
            squares += (draw[j] - expected[j]) * (draw[j] - expected[j]);
        }
        double half = Normal.critical(level) * Math.sqrt(squares / draws.length + grandMeanError * grandMeanError);
        double value = Math.clamp(expected(j), 0, 1);
        return new Estimate(value, Math.max(0, value - half), Math.min(1, value + half), level);
    }

    /** Probability that {@code j} is at most {@code margin} worse than the truly best. */
    public double withinOfBest(int j, double margin) {
        int hits = 0;
        for (double[] draw : draws) {
            double top = draw[0];
            for (double value : draw) {
                top = Math.max(top, value);
            }
            hits += draw[j] >= top - margin ? 1 : 0;
        }
        return (double) hits / draws.length;
    }

    /** Probability that {@code j} is at most {@code margin} worse than {@code other}. */
    public double withinOf(int j, int other, double margin) {
        int hits = 0;
        for (double[] draw : draws) {
            hits += draw[j] >= draw[other] - margin ? 1 : 0;
        }
        return (double) hits / draws.length;
    }

    /** Contrasts in the coordinates where the covariance of the means is diagonal; the constant direction is left out. */
    private static final class Rotated {
        private final RealMatrix back;
        private final double[] variance;
        private final double[] observed;
        private final double[] price;

        private Rotated(RealMatrix back, double[] variance, double[] observed, double[] price) {
            this.back = back;
            this.variance = variance;
            this.observed = observed;
            this.price = price;
        }

        static Rotated of(Contrasts contrasts, double[] price) {
            int size = contrasts.size();
            RealMatrix basis = helmert(size);
            RealMatrix covariance = new Array2DRowRealMatrix(size, size);
            double[] deviations = new double[size];
            for (int j = 0; j < size; j++) {
                deviations[j] = contrasts.deviation(j);
                for (int k = 0; k < size; k++) {
                    covariance.setEntry(j, k, contrasts.covariance(j, k));
                }
            }
            RealMatrix inside = basis.transpose().multiply(covariance).multiply(basis);
            EigenDecomposition eigen = new EigenDecomposition(symmetric(inside));
            double[] variance = eigen.getRealEigenvalues();
            for (int i = 0; i < variance.length; i++) {
                variance[i] = Math.max(variance[i], 1e-12);
            }
            RealMatrix back = basis.multiply(eigen.getV());
            return new Rotated(back, variance, back.preMultiply(deviations), back.preMultiply(price));
        }

        /** Orthonormal columns that span everything but the constant direction. */
        private static RealMatrix helmert(int size) {
            RealMatrix basis = new Array2DRowRealMatrix(size, size - 1);
            for (int column = 0; column < size - 1; column++) {
                double length = Math.sqrt((column + 1.0) * (column + 2.0));
                for (int row = 0; row <= column; row++) {
                    basis.setEntry(row, column, 1 / length);
                }
                basis.setEntry(column + 1, column, -(column + 1) / length);
            }
            return basis;
        }

        private static RealMatrix symmetric(RealMatrix matrix) {
            return matrix.add(matrix.transpose()).scalarMultiply(0.5);
        }

        /** Posterior probability of every τ of the grid, the slope integrated out. */
        double[] spreadWeights() {
            double[] logs = new double[PriceLinePrior.spreads()];
            double largest = Double.NEGATIVE_INFINITY;
            for (int s = 0; s < logs.length; s++) {
                double tau = PriceLinePrior.spread(s);
                double precision = slopePrecision(tau);
                double slope = slope(tau);
                double sum = Math.log(precision) - precision * slope * slope;
                for (int i = 0; i < variance.length; i++) {
                    double v = variance[i] + tau * tau;
                    sum += Math.log(v) + observed[i] * observed[i] / v;
                }
                logs[s] = -0.5 * sum + PriceLinePrior.logWeight(s);
                largest = Math.max(largest, logs[s]);
            }
            double total = 0;
            for (int s = 0; s < logs.length; s++) {
                logs[s] = Math.exp(logs[s] - largest);
                total += logs[s];
            }
            for (int s = 0; s < logs.length; s++) {
                logs[s] /= total;
            }
            return logs;
        }

        private double slopePrecision(double tau) {
            double precision = 1 / (PriceLinePrior.SLOPE_SD * PriceLinePrior.SLOPE_SD);
            for (int i = 0; i < variance.length; i++) {
                precision += price[i] * price[i] / (variance[i] + tau * tau);
            }
            return precision;
        }

        private double slope(double tau) {
            double sum = 0;
            for (int i = 0; i < variance.length; i++) {
                sum += price[i] * observed[i] / (variance[i] + tau * tau);
            }
            return sum / slopePrecision(tau);
        }

        /** Posterior mean given τ. */
        double[] centre(double tau) {
            return around(slope(tau), tau);
        }

        private double[] around(double slope, double tau) {
            double[] mean = new double[variance.length];
            for (int i = 0; i < mean.length; i++) {
                double keep = tau * tau / (variance[i] + tau * tau);
                mean[i] = (1 - keep) * slope * price[i] + keep * observed[i];
            }
            return mean;
        }

        double[] draw(double tau, SplittableRandom random) {
            double slope = slope(tau) + random.nextGaussian() / Math.sqrt(slopePrecision(tau));
            double[] value = around(slope, tau);
            for (int i = 0; i < value.length; i++) {
                double spread = tau * tau * variance[i] / (variance[i] + tau * tau);
                value[i] += random.nextGaussian() * Math.sqrt(spread);
            }
            return value;
        }

        double[] back(double[] rotated) {
            return back.operate(rotated);
        }
    }
}
