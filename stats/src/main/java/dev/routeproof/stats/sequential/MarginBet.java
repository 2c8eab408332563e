package dev.routeproof.stats.sequential;

import dev.routeproof.stats.Result;

/**
 * A bet against "the candidate is worse by the margin or more" (statistics S2): non-inferiority for a positive margin,
 * a gain of at least g for the margin −g, plain superiority for 0.
 *
 * <p>With Δ the candidate's mean minus the baseline's of a value in [0,1] where 1 is bad, the null is Δ ≥ margin at
 * every time. For each value the wealth is multiplied by {@code 1 + λ·(margin − Z)}, Z of mean Δ by augmented inverse
 * propensity weighting, λ predictable (aGRAPA: expected gain over expected square, clipped to half of the largest safe
 * bet). No assumption on the distribution of values beyond [0,1], nor on drift or ramps.
 *
 * <p>Constant memory; not thread-safe. Sources: Waudby-Smith and Ramdas, Estimating means of bounded random variables
 * by betting, JRSS B 2024, arXiv 2010.09686; Waudby-Smith et al., Anytime-valid off-policy inference, arXiv 2210.10768.
 */
public final class MarginBet {
    private static final double SMALLEST_SPREAD = 0.01;

    private final double margin;
    private final double priorPrecision;

    // Owned by the one thread that feeds the monitor.
    private final InverseWeighted past;
    private final WealthMixture wealth = new WealthMixture(1);
    private long monitoredOnly;

    /** {@code margin} is an absolute difference in (−1,1). */
    public MarginBet(double margin) {
        this(margin, new InverseWeighted(1));
    }

    /** On a past that somebody else keeps. */
    MarginBet(double margin, InverseWeighted past) {
        if (!(margin > -1 && margin < 1)) {
            throw new IllegalArgumentException("a margin must lie in (-1,1), was " + margin);
        }
        this.margin = margin;
        this.past = past;
        priorPrecision = InverseWeighted.precision(Math.max(SMALLEST_SPREAD, Math.abs(margin)));
    }

    /** Forgets the base rate of the epoch that ended; the wealth is kept. */
    public void startEpoch() {
        past.startEpoch();
    }

    /**
     * Bets on one value.
     *
     * @param candidate whether the unit was in the candidate arm
     * @param value in [0,1], 1 is bad
     * @param propensity of the candidate arm given the past, in [0,1]; 0 and 1 are no evidence
     */
    public Entry observe(boolean candidate, double value, double propensity) {
        Entry entry = bet(candidate, value, propensity);
        if (entry == Entry.EVIDENCE) {
            past.include(candidate, value, propensity);
        }
        return entry;
    }

    /** Bets, and leaves it to the caller to include the value in the past. */
    Entry bet(boolean candidate, double value, double propensity) {
        Check.unitInterval("value", value);
        Check.unitInterval("propensity", propensity);
        if (propensity == 0 || propensity == 1) {
            monitoredOnly++;
            return Entry.MONITORED_ONLY;
        }
        double expected = margin - past.difference(priorPrecision);
        double safe = 0.5 / (past.highest(propensity) - margin);
        double bet = Math.clamp(expected / (past.variance(propensity) + expected * expected), 0, safe);
        wealth.multiply(0, 1 + bet * (margin - past.z(candidate, value, propensity)));
        wealth.settle();
        return Entry.EVIDENCE;
    }

    /** The evidence so far, or why there is none. */
    public Result<Evidence> evidence() {
        return wealth.rounds() == 0
                ? new Result.NotEstimable<>(Check.noRandomAssignment(monitoredOnly))
                : new Result.Value<>(wealth.evidence());
    }
}
