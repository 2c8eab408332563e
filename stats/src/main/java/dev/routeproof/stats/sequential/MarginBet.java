package dev.routeproof.stats.sequential;

import dev.routeproof.stats.Result;
import org.jspecify.annotations.Nullable;

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
    // The bet for each outlook of the past.
    private final @Nullable Outlook[] staked = new Outlook[InverseWeighted.OUTLOOKS];
    private final double[] stakes = new double[InverseWeighted.OUTLOOKS];
    private long monitoredOnly;

    /** {@code margin} is an absolute difference in (−1,1); differences as large as the margin are expected. */
    public MarginBet(double margin) {
        this(margin, new InverseWeighted(1));
    }

    /** {@code spread}: how far from 0 the difference is expected to lie; large ones are found sooner with a large spread. */
    public MarginBet(double margin, double spread) {
        this(margin, spread, new InverseWeighted(1));
    }

    /** On a past that somebody else keeps. */
    MarginBet(double margin, InverseWeighted past) {
        this(margin, Math.max(SMALLEST_SPREAD, Math.abs(margin)), past);
    }

    private MarginBet(double margin, double spread, InverseWeighted past) {
        if (!(margin > -1 && margin < 1)) {
            throw new IllegalArgumentException("a margin must lie in (-1,1), was " + margin);
        }
        this.margin = margin;
        this.past = past;
        priorPrecision = InverseWeighted.precision(spread);
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
        wealth.multiply(0, 1 + stake(outlook) * (margin - z));
        wealth.settle();
    }

    private double stake(Outlook outlook) {
        int place = outlook.place();
        if (staked[place] != outlook) {
            staked[place] = outlook;
            double expected = margin - past.difference(priorPrecision);
            double safe = 0.5 / (outlook.highest() - margin);
            stakes[place] = Math.clamp(expected / (outlook.variance() + expected * expected), 0, safe);
        }
        return stakes[place];
    }

    /** The evidence so far, or why there is none. */
    public Result<Evidence> evidence() {
        return wealth.rounds() == 0
                ? new Result.NotEstimable<>(Check.noRandomAssignment(monitoredOnly))
                : new Result.Value<>(wealth.evidence());
    }
}
