package dev.routeproof.stats.shift;

import dev.routeproof.stats.Result;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * The shares of true classes in a population whose classes only a classifier has given.
 *
 * <p>Both assume label shift: what a class looks like has not changed, only how often it occurs.
 */
public final class LabelShift {
    /** Least singular value of the confusion at which its inverse still says something. */
    private static final double LEAST_SINGULAR = 0.05;

    private static final int MOST_ROUNDS = 10_000;
    private static final double SETTLED = 1e-10;

    private LabelShift() {}

    /**
     * Solves M q = g for the shares q, where M holds how often each true class is given each class, and g how often each
     * is given now (Lipton, Wang and Smola 2018, arXiv 1802.03916); negative shares become 0 and the rest is scaled to 1.
     *
     * @param confusion counts of labelled observations, [true][given], a row for every class
     * @param given counts in the population
     */
    public static Result<double[]> blackBox(long[][] confusion, long[] given) {
        int classes = given.length;
        double all = Arrays.stream(given).sum();
        if (all == 0) {
            return Result.notEstimable("No class was given.");
        }
        double[][] columns = new double[classes][classes];
        for (int truth = 0; truth < classes; truth++) {
            double row = Arrays.stream(confusion[truth]).sum();
            if (row == 0) {
                return Result.notEstimable("A class has no labelled observation.");
            }
            for (int said = 0; said < classes; said++) {
                columns[said][truth] = confusion[truth][said] / row;
            }
        }
        var decomposed = new SingularValueDecomposition(new Array2DRowRealMatrix(columns));
        double[] singular = decomposed.getSingularValues();
        if (singular[classes - 1] < LEAST_SINGULAR) {
            return Result.notEstimable("The classifier confuses two classes so often that they cannot be told apart.");
        }
        double[] share = new double[classes];
        for (int i = 0; i < classes; i++) {
            share[i] = given[i] / all;
        }
        double[] solved =
                decomposed.getSolver().solve(new ArrayRealVector(share)).toArray();
        for (int i = 0; i < classes; i++) {
            solved[i] = Math.max(0, solved[i]);
        }
        return Result.value(scaled(solved));
    }

    /**
     * The shares of most likelihood given each observation's probabilities under other shares, by expectation
     * maximisation (Saerens, Latinne and Decaestecker 2002, Neural Computation 14). Right only as far as the
     * probabilities are calibrated.
     *
     * @param prior shares under which the probabilities are right, all above 0
     * @param probabilities of each observation, classes in the same order
     */
    public static Result<double[]> expectationMaximisation(double[] prior, List<double[]> probabilities) {
        if (probabilities.isEmpty()) {
            return Result.notEstimable("There is no observation.");
        }
        for (double share : prior) {
            if (!(share > 0)) {
                return Result.notEstimable("A class never occurred before, so nothing is known of how it looks.");
            }
        }
        double[] shares = prior.clone();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] next = new double[prior.length];
            for (double[] one : probabilities) {
                double[] weighed = new double[prior.length];
                for (int i = 0; i < prior.length; i++) {
                    weighed[i] = one[i] * shares[i] / prior[i];
                }
                double sum = Arrays.stream(weighed).sum();
                for (int i = 0; i < prior.length && sum > 0; i++) {
                    next[i] += weighed[i] / sum;
                }
            }
            scaled(next);
            double moved = 0;
            for (int i = 0; i < prior.length; i++) {
                moved = Math.max(moved, Math.abs(next[i] - shares[i]));
            }
            shares = next;
            if (moved < SETTLED) {
                break;
            }
        }
        return Result.value(shares);
    }

    /** In place. */
    private static double[] scaled(double[] shares) {
        double sum = Arrays.stream(shares).sum();
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}
