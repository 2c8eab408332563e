package dev.routeproof.stats;

/** Number, sum and sum of squares of values: the sufficient statistics of a mean and its variance. */
public record Moments(long n, double sum, double sumSquares) {
    public Moments {
        if (n < 0 || !Double.isFinite(sum) || !(sumSquares >= 0) || Double.isInfinite(sumSquares)) {
            throw new IllegalArgumentException(
                    "n " + n + ", sum " + sum + ", sum of squares " + sumSquares + " are no moments");
        }
    }

    /**
     * The moments of {@code values}. Sums of squares lose digits when the mean is large beside the spread; where that
     * matters, subtract a constant from all values first.
     */
    public static Moments of(double... values) {
        double sum = 0;
        double squares = 0;
        for (double value : values) {
            sum += value;
            squares += value * value;
        }
        return new Moments(values.length, sum, squares);
    }

    /** Mean of the values; needs at least one. */
    public double mean() {
        return sum / n;
    }

    /** Unbiased variance (n - 1 in the denominator), at least 0; needs at least two values. */
    public double variance() {
        return Math.max(0, (sumSquares - sum * sum / n) / (n - 1));
    }

    public Moments plus(Moments other) {
        return new Moments(n + other.n, sum + other.sum, sumSquares + other.sumSquares);
    }
}
