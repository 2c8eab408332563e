package dev.routeproof.stats.proportion;

import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.distribution.Binomial;
import dev.routeproof.stats.distribution.BrentRoot;
import java.util.function.DoubleUnaryOperator;

/**
 * Fisher's exact test of a 2 × 2 table [[a, b], [c, d]], conditional on all margins (Fisher, JRSS 98, 1935).
 *
 * @param pValue two-sided sums the tables no more likely than the observed one
 * @param oddsRatio the conditional maximum-likelihood odds ratio with its exact interval; 0 and infinity are possible
 */
public record FisherExact(double pValue, Estimate oddsRatio) {
    /** The fourth root of the spacing of doubles at 1. */
    private static final double TOLERANCE = 0x1.0p-13;

    /**
     * The test for counts a, b, c, d ≥ 0. Not estimable when a row or column is empty, because then only one table is
     * possible. {@code level} in (0,1) is the interval's confidence.
     */
    public static Result<FisherExact> test(long a, long b, long c, long d, Alternative alternative, double level) {
        if (a < 0 || b < 0 || c < 0 || d < 0) {
            throw new IllegalArgumentException("a count cannot be negative");
        }
        if (a + b == 0 || c + d == 0 || a + c == 0 || b + d == 0) {
            return Result.notEstimable("A row or a column of the table is empty, so only this table is possible.");
        }
        Conditional table = Conditional.of(a, b, c, d);
        return Result.value(new FisherExact(pValue(table, a, alternative), oddsRatio(table, a, alternative, level)));
    }

    private static double pValue(Conditional table, long a, Alternative alternative) {
        return switch (alternative) {
            case LESS -> Math.min(1, table.atMost(a, 1));
            case GREATER -> Math.min(1, table.atLeast(a, 1));
            case TWO_SIDED -> Math.min(1, table.noMoreLikelyThan(a));
        };
    }

    private static Estimate oddsRatio(Conditional table, long a, Alternative alternative, double level) {
        double tail = alternative == Alternative.TWO_SIDED ? (1 - level) / 2 : 1 - level;
        double value = a == table.low()
                ? 0
                : a == table.high() ? Double.POSITIVE_INFINITY : solve(odds -> table.mean(odds) - a);
        double low =
                a == table.low() || alternative == Alternative.LESS ? 0 : solve(odds -> table.atLeast(a, odds) - tail);
        double high = a == table.high() || alternative == Alternative.GREATER
                ? Double.POSITIVE_INFINITY
                : solve(odds -> tail - table.atMost(a, odds));
        return new Estimate(value, low, high, level);
    }

    /**
     * The odds where an increasing function of them crosses zero, searched below 1 in the odds and above 1 in their
     * inverse, to {@value #TOLERANCE}: the convention of R's {@code fisher.test}, so that the digits agree.
     */
    private static double solve(DoubleUnaryOperator increasing) {
        double atOne = increasing.applyAsDouble(1);
        if (atOne > 0) {
            return BrentRoot.find(increasing, 0, 1, TOLERANCE);
        }
        if (atOne < 0) {
            return 1 / BrentRoot.find(inverse -> increasing.applyAsDouble(1 / inverse), Math.ulp(1d), 1, TOLERANCE);
        }
        return 1;
    }

    /** The non-central hypergeometric distribution of the first cell; log weights of its values low..high. */
    private static final class Conditional {
        private final long low;
        private final double[] logWeights;

        private Conditional(long low, double[] logWeights) {
            this.low = low;
            this.logWeights = logWeights;
        }

        static Conditional of(long a, long b, long c, long d) {
            long row = a + b;
            long other = c + d;
            long column = a + c;
            long low = Math.max(0, column - other);
            long high = Math.min(row, column);
            double[] logs = new double[Math.toIntExact(high - low + 1)];
            for (int i = 0; i < logs.length; i++) {
                double k = low + i;
                logs[i] = Binomial.logChoose((double) row, k) + Binomial.logChoose((double) other, column - k);
            }
            return new Conditional(low, logs);
        }

        long low() {
            return low;
        }

        long high() {
            return low + logWeights.length - 1;
        }

        /** Probabilities of low..high when the odds ratio is {@code odds}. */
        private double[] masses(double odds) {
            double[] masses = new double[logWeights.length];
            double logOdds = Math.log(odds);
            double peak = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < masses.length; i++) {
                masses[i] = logWeights[i] + (i == 0 ? 0 : i * logOdds);
                peak = Math.max(peak, masses[i]);
            }
            double total = 0;
            for (int i = 0; i < masses.length; i++) {
                masses[i] = Math.exp(masses[i] - peak);
                total += masses[i];
            }
            for (int i = 0; i < masses.length; i++) {
                masses[i] /= total;
            }
            return masses;
        }

        double atMost(long a, double odds) {
            double sum = 0;
            double[] masses = masses(odds);
            for (int i = 0; i <= a - low; i++) {
                sum += masses[i];
            }
            return sum;
        }

        double atLeast(long a, double odds) {
            double sum = 0;
            double[] masses = masses(odds);
            for (int i = masses.length - 1; i >= a - low; i--) {
                sum += masses[i];
            }
            return sum;
        }

        double mean(double odds) {
            double sum = 0;
            double[] masses = masses(odds);
            for (int i = 0; i < masses.length; i++) {
                sum += masses[i] * (low + i);
            }
            return sum;
        }

        /** Sum of the tables whose probability does not exceed the observed one's, up to rounding of 1e-7. */
        double noMoreLikelyThan(long a) {
            double[] masses = masses(1);
            double limit = masses[Math.toIntExact(a - low)] * (1 + 1e-7);
            double sum = 0;
            for (double mass : masses) {
                sum += mass <= limit ? mass : 0;
            }
            return sum;
        }
    }
}
