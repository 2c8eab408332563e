package dev.routeproof.stats.sequential;

import org.jspecify.annotations.Nullable;

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
    private final @Nullable Stakes[] stakes = new Stakes[InverseWeighted.OUTLOOKS];

    /** {@code rejected}: the wealth at which a point is. */
    LiveGrid(double rejected) {
        this.rejected = rejected;
    }

    /**
     * Bets at every live point g that z has not the mean g: with λ = gap/(variance + gap²), at most half of what could
     * lose everything, where gap is the difference as it looked, when {@code outlook} was new, minus g.
     */
    void bet(InverseWeighted past, Outlook outlook, double z) {
        Stakes stakes = stakes(past, outlook);
        double[] at = points;
        double[] bets = stakes.bets;
        double[] wealth = above;
        int end = last + 1;
        int split = Math.clamp(stakes.split, first, end);
        for (int j = first; j < split; j++) {
            wealth[j] *= 1 + bets[j] * (z - at[j]);
        }
        wealth = below;
        for (int j = split; j < end; j++) {
            wealth[j] *= 1 + bets[j] * (at[j] - z);
        }
        if (first <= last && (above[first] >= rejected || below[last] >= rejected)) {
            narrow();
        }
        if (last - first < FEW && last >= first && points[last] - points[first] > FINEST) {
            refine();
        }
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

    private Stakes stakes(InverseWeighted past, Outlook outlook) {
        Stakes known = stakes[outlook.place()];
        if (known == null || known.outlook != outlook || known.points != points) {
            known = new Stakes(outlook, points, first, last, past.difference());
            stakes[outlook.place()] = known;
        }
        return known;
    }

    private void narrow() {
        while (first <= last && above[first] >= rejected) {
            first++;
        }
        while (last >= first && below[last] >= rejected) {
            last--;
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
    }

    /** The bet at each of the points that live, for one outlook. */
    private static final class Stakes {
        private final Outlook outlook;
        private final double[] points;
        /** The first point that is not below the difference as it looked. */
        private final int split;

        private final double[] bets;

        Stakes(Outlook outlook, double[] points, int first, int last, double difference) {
            this.outlook = outlook;
            this.points = points;
            bets = new double[points.length];
            double variance = outlook.variance();
            double lowest = outlook.lowest();
            double highest = outlook.highest();
            int j = first;
            for (; j <= last && points[j] < difference; j++) {
                double gap = difference - points[j];
                bets[j] = gap / Math.max(variance + gap * gap, 2 * gap * (points[j] - lowest));
            }
            split = j;
            for (; j <= last; j++) {
                double gap = points[j] - difference;
                bets[j] = gap / Math.max(variance + gap * gap, 2 * gap * (highest - points[j]));
            }
        }
    }
}
