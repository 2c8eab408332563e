package dev.routeproof.stats.sequential;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;

/**
 * A {@link MarginBet} and the {@link DifferenceSequence} shown beside it, fed together: the same results as the two fed
 * one after the other, at half of the cost, because both rest on the same past.
 *
 * <p>Constant memory; not thread-safe.
 */
public final class WatchedDifference {
    // Owned by the one thread that feeds the monitor.
    private final InverseWeighted past = new InverseWeighted(DifferenceSequence.SPREAD);
    private final MarginBet margin;
    private final DifferenceSequence interval;

    /**
     * @param margin an absolute difference in (−1,1)
     * @param sideAlpha error of one side of the interval, in (0, 0.5)
     */
    public WatchedDifference(double margin, double sideAlpha) {
        this.margin = new MarginBet(margin, past);
        this.interval = new DifferenceSequence(sideAlpha, past);
    }

    /** Forgets the base rate of the epoch that ended; evidence and interval are kept. */
    public void startEpoch() {
        past.startEpoch();
    }

    /**
     * Includes one value.
     *
     * @param candidate whether the unit was in the candidate arm
     * @param value in [0,1], 1 is bad
     * @param propensity of the candidate arm given the past, in [0,1]; 0 and 1 are no evidence
     */
    public Entry observe(boolean candidate, double value, double propensity) {
        Check.unitInterval("value", value);
        Check.unitInterval("propensity", propensity);
        if (propensity == 0 || propensity == 1) {
            margin.monitoredOnly();
            return interval.monitoredOnly();
        }
        Outlook outlook = past.outlook(propensity);
        double z = outlook.z(candidate, value);
        margin.bet(outlook, z);
        interval.bet(outlook, z);
        past.include(candidate, value, outlook);
        return Entry.EVIDENCE;
    }

    /** The evidence that the difference is below the margin. */
    public Result<Evidence> evidence() {
        return margin.evidence();
    }

    /** The difference and its interval. */
    public Result<Estimate> estimate() {
        return interval.estimate();
    }
}
