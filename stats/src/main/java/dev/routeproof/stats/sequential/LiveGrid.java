package dev.routeproof.stats.sequential;

/**
 * The differences that a {@link DifferenceSequence} has not rejected, each with the wealth of two bets: that the truth
 * lies above it, and that it lies below.
 *
 * <p>When few are left, points are set between them. A new point goes on with the wealth of its neighbour: a bet against
 * "Δ ≤ b" is also one against "Δ ≤ a" for a &lt; b, so nothing is promised that was not earned.
 */
final class LiveGrid {
    private static final int FEW = 10;
    private static final double FINEST = 1e-7;

    private final double rejected;

    // Owned by the sequence. Wealth that underflows to 0 only widens the interval.
    private double[] points = DifferenceGrid.points();
    private double[] above = DifferenceGrid.ones(points.length);
    private double[] below = DifferenceGrid.ones(points.length);
    private int first;
    private int last = points.length - 1;
    /** The first point that is not below the difference as it looks. */
    private int split = points.length / 2;

    /** {@code rejected}: the wealth at which a point is. */
    LiveGrid(double rejected) {
        this.rejected = rejected;
    }

    /**
     * Bets at every live point g that z has not the mean g: with λ = gap/(variance + gap²), at most half of what could
     * lose everything, where gap is the difference as it looks minus g.
     */
    void bet(double difference, double variance, double lowest, double highest, double z) {
        place(difference);
        double[] at = points;
        for (int j = first; j < split; j++) {
            double gap = difference - at[j];
            double bet = gap / Math.max(variance + gap * gap, 2 * gap * (at[j] - lowest));
            above[j] *= 1 + bet * (z - at[j]);
        }
        for (int j = split; j <= last; j++) {
            double gap = at[j] - difference;
            double bet = gap / Math.max(variance + gap * gap, 2 * gap * (highest - at[j]));
            below[j] *= 1 + bet * (at[j] - z);
        }
        narrow();
    }

    boolean empty() {
        return first > last;
    }

    /** The largest difference that is rejected from below, −1 where none is. */
    double low() {
        return first == 0 ? -1 : points[first - 1];
    }

    /** The smallest difference that is rejected from above, 1 where none is. */
    double high() {
        return last == points.length - 1 ? 1 : points[last + 1];
    }

    private void place(double difference) {
        split = Math.clamp(split, first, last + 1);
        while (split > first && points[split - 1] >= difference) {
            split--;
        }
        while (split <= last && points[split] < difference) {
            split++;
        }
    }

    private void narrow() {
        while (first <= last && above[first] >= rejected) {
            first++;
        }
        while (last >= first && below[last] >= rejected) {
            last--;
        }
        if (last - first < FEW && last >= first && points[last] - points[first] > FINEST) {
            refine();
        }
    }

    /** Twice as many points from the one rejected below to the one rejected above. */
    private void refine() {
        int from = Math.max(0, first - 1);
        int to = Math.min(points.length - 1, last + 1);
        int length = 2 * (to - from) + 1;
        double[] finer = new double[length];
        double[] finerAbove = new double[length];
        double[] finerBelow = new double[length];
        for (int j = from; j <= to; j++) {
            int k = 2 * (j - from);
            finer[k] = points[j];
            finerAbove[k] = above[j];
            finerBelow[k] = below[j];
            if (j < to) {
                finer[k + 1] = (points[j] + points[j + 1]) / 2;
                finerAbove[k + 1] = above[j + 1];
                finerBelow[k + 1] = below[j];
            }
        }
        boolean belowRejected = first > 0;
        boolean aboveRejected = last < points.length - 1;
        points = finer;
        above = finerAbove;
        below = finerBelow;
        first = belowRejected ? 1 : 0;
        last = aboveRejected ? length - 2 : length - 1;
        split = first;
    }
}
