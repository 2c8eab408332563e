package dev.routeproof.stats.sequential;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;

/**
 * An interval for the difference Δ = candidate − baseline that holds at every look (statistics S2): the differences
 * that no bet of the kind of {@link MarginBet} has rejected so far.
 *
 * <p>The bounds move over a grid (0.05 points apart near 0, 2 points beyond 20, finer between the last ten points that
 * are left), always outwards of the truth, so the coverage is not rounded away. Each side errs with probability at most {@code sideAlpha} over the whole path;
 * show it beside a {@link MarginBet} judged at that same α. If Δ drifts, the interval is for the difference that held
 * throughout.
 *
 * <p>Constant memory; not thread-safe.
 */
public final class DifferenceSequence {
    static final double SPREAD = 0.1;

    private final double sideAlpha;

    // Owned by the one thread that feeds the monitor.
    private final InverseWeighted past;
    private final LiveGrid grid;
    private long values;
    private long monitoredOnly;

    /** {@code sideAlpha} in (0, 0.5) is the error of one side: 0.025 for a 95 % interval. */
    public DifferenceSequence(double sideAlpha) {
        this(sideAlpha, new InverseWeighted(SPREAD));
    }

    /** On a past that somebody else keeps. */
    DifferenceSequence(double sideAlpha, InverseWeighted past) {
        if (!(sideAlpha > 0 && sideAlpha < 0.5)) {
            throw new IllegalArgumentException("the error of one side must lie in (0,0.5), was " + sideAlpha);
        }
        this.sideAlpha = sideAlpha;
        this.past = past;
        this.grid = new LiveGrid(1 / sideAlpha);
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
            return monitoredOnly();
        }
        Outlook outlook = past.outlook(propensity);
        bet(outlook, outlook.z(candidate, value));
        past.include(candidate, value, outlook);
        return Entry.EVIDENCE;
    }

    Entry monitoredOnly() {
        monitoredOnly++;
        return Entry.MONITORED_ONLY;
    }

    /** Bets, and leaves it to the caller to include the value in the past. */
    void bet(Outlook outlook, double z) {
        grid.bet(past, outlook, z);
        values++;
    }

    /** The point (shrunk a little to 0 while data are few) and the interval; or why there is none. */
    public Result<Estimate> estimate() {
        if (values == 0) {
            return new Result.NotEstimable<>(Check.noRandomAssignment(monitoredOnly));
        }
        if (grid.empty()) {
            return new Result.NotEstimable<>("Every difference has been rejected: the difference changed while it was"
                    + " measured, or a propensity in the log is wrong.");
        }
        double low = grid.low();
        double high = grid.high();
        return new Result.Value<>(new Estimate(Math.clamp(past.difference(), low, high), low, high, 1 - 2 * sideAlpha));
    }
}
