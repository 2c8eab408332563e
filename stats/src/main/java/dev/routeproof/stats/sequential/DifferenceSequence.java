package dev.routeproof.stats.sequential;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;

/**
 * An interval for the difference Δ = candidate − baseline that holds at every look (statistics S2): the differences
 * that no bet of the kind of {@link MarginBet} has rejected so far.
 *
 * <p>The bounds move over a fixed grid (0.05 points apart near 0, 2 points beyond 20), always outwards of the truth,
 * so the coverage is not rounded away. Each side errs with probability at most {@code sideAlpha} over the whole path;
 * show it beside a {@link MarginBet} judged at that same α. If Δ drifts, the interval is for the difference that held
 * throughout.
 *
 * <p>Constant memory; not thread-safe.
 */
public final class DifferenceSequence {
    private static final double SPREAD = 0.1;

    private final double sideAlpha;
    private final double[] grid = DifferenceGrid.points();

    // Owned by the one thread that feeds the monitor. Wealth that underflows to 0 only widens the interval.
    private final InverseWeighted past = new InverseWeighted(SPREAD);
    private final double[] aboveWealth = DifferenceGrid.ones(grid.length);
    private final double[] belowWealth = DifferenceGrid.ones(grid.length);
    private int first;
    private int last = grid.length - 1;
    private long values;
    private long monitoredOnly;

    /** {@code sideAlpha} in (0, 0.5) is the error of one side: 0.025 for a 95 % interval. */
    public DifferenceSequence(double sideAlpha) {
        if (!(sideAlpha > 0 && sideAlpha < 0.5)) {
            throw new IllegalArgumentException("the error of one side must lie in (0,0.5), was " + sideAlpha);
        }
        this.sideAlpha = sideAlpha;
    }

    /** Forgets the base rate of the epoch that ended; the interval is kept. */
    public void startEpoch() {
        past.startEpoch();
    }

    /**
     * Includes one value.
     *
     * @param candidate whether the unit was in the candidate arm
     * @param value in [0,1]
     * @param propensity of the candidate arm given the past, in [0,1]; 0 and 1 are no evidence
     */
    public Entry observe(boolean candidate, double value, double propensity) {
        Check.unitInterval("value", value);
        Check.unitInterval("propensity", propensity);
        if (propensity == 0 || propensity == 1) {
            monitoredOnly++;
            return Entry.MONITORED_ONLY;
        }
        double z = past.z(candidate, value, propensity);
        double difference = past.difference();
        double variance = past.variance(propensity);
        double lowest = past.lowest(propensity);
        double highest = past.highest(propensity);
        for (int j = first; j <= last; j++) {
            double gap = difference - grid[j];
            double bet = gap / (variance + gap * gap);
            aboveWealth[j] *= 1 + Math.clamp(bet, 0, 0.5 / (grid[j] - lowest)) * (z - grid[j]);
            belowWealth[j] *= 1 + Math.clamp(-bet, 0, 0.5 / (highest - grid[j])) * (grid[j] - z);
        }
        past.include(candidate, value, propensity);
        values++;
        narrow();
        return Entry.EVIDENCE;
    }

    /** The point (shrunk a little to 0 while data are few) and the interval; or why there is none. */
    public Result<Estimate> estimate() {
        if (values == 0) {
            return new Result.NotEstimable<>(Check.noRandomAssignment(monitoredOnly));
        }
        if (first > last) {
            return new Result.NotEstimable<>("Every difference has been rejected: the difference changed while it was"
                    + " measured, or a propensity in the log is wrong.");
        }
        double low = first == 0 ? -1 : grid[first - 1];
        double high = last == grid.length - 1 ? 1 : grid[last + 1];
        return new Result.Value<>(new Estimate(Math.clamp(past.difference(), low, high), low, high, 1 - 2 * sideAlpha));
    }

    private void narrow() {
        double rejected = 1 / sideAlpha;
        int from = first;
        int to = last;
        for (int j = from; j <= to; j++) {
            if (aboveWealth[j] >= rejected) {
                first = j + 1;
            }
            if (belowWealth[j] >= rejected) {
                last = Math.min(last, j - 1);
            }
        }
    }
}
