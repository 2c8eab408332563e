package dev.routeproof.stats.sequential;

import dev.routeproof.stats.Result;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A bet on which arm a value came from (statistics S1): grows when the candidate's values differ from the baseline's.
 *
 * <p>For each value y in [0,1] the wealth is multiplied by {@code e = g_A(y) / (π·g_1(y) + (1−π)·g_0(y))}, with A the
 * arm, π the conditional probability of the candidate arm given everything before, and
 * {@code g_a(y) = (p_a^y (1−p_a)^(1−y))^κ}. The rates p_1, p_0 lie the effect d apart around the mean of <em>earlier</em>
 * values, so that E[e] = 1 whenever y does not depend on the arm given the past: under any drift, ramp or adaptive
 * allocation. κ is the number of 0/1 trials that a value stands for, p(1−p) over the variance of earlier values: exactly
 * 1 for 0/1 values, more for means over several requests, which vary less and may be bet on more boldly. Both follow
 * the past as {@link Renewal} says. The wealth is a mixture over several d, multiples of the
 * minimal detectable effect ({@link EffectGrid}).
 *
 * <p>One-sided, the null "not worse at any time" is exact for 0/1 values, and for fractional ones it is stochastic
 * order. Values are unit means, error flags, or exceedances of a frozen latency threshold; 1 is bad.
 *
 * <p>Constant memory; not thread-safe. Source: Turner, Ly, Grünwald, Safe tests for 2×2 contingency tables, JSPI 2024,
 * arXiv 2106.02693; stratified: arXiv 2302.11401.
 */
public final class AssignmentBet {
    private static final int REMEMBERED = 4;

    private final double[] effects;

    // Owned by the one thread that feeds the monitor.
    private final WealthMixture wealth;
    private final PooledRate pooled = new PooledRate();
    private final Renewal renewal = new Renewal();
    /** The last few, because returning units alternate between a few propensities. */
    private final @Nullable RateTilt[] tilts = new RateTilt[REMEMBERED];

    private int oldest;
    private long monitoredOnly;

    /** {@code minimalEffect} is the absolute difference in rates worth finding, in (0,1). */
    public AssignmentBet(Sides sides, double minimalEffect) {
        this(sides, minimalEffect, EffectGrid.PLANNED);
    }

    /** With another spread of effects than {@link EffectGrid#PLANNED}. */
    public AssignmentBet(Sides sides, double minimalEffect, EffectGrid grid) {
        effects = grid.effects(sides, minimalEffect);
        wealth = new WealthMixture(grid.shares(effects.length));
    }

    /** Forgets the base rate of the epoch that ended; the wealth is kept. */
    public void startEpoch() {
        pooled.startEpoch();
        renewal.startEpoch();
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
            monitoredOnly++;
            return Entry.MONITORED_ONLY;
        }
        wealth.multiply(0, tilt(propensity).factors(candidate, value));
        wealth.settle();
        pooled.include(value);
        return Entry.EVIDENCE;
    }

    /** The evidence so far, or why there is none. */
    public Result<Evidence> evidence() {
        return wealth.rounds() == 0
                ? new Result.NotEstimable<>(Check.noRandomAssignment(monitoredOnly))
                : new Result.Value<>(wealth.evidence());
    }

    /** Whether the log wealth is at least {@code logWealth} now; false without evidence, for a positive one. */
    public boolean holds(double logWealth) {
        return wealth.holds(logWealth);
    }

    /** How many values had a certain arm and were not bet on. */
    public long monitoredOnly() {
        return monitoredOnly;
    }

    private RateTilt tilt(double propensity) {
        if (renewal.due(pooled.weight())) {
            Arrays.fill(tilts, null);
        }
        for (RateTilt known : tilts) {
            if (known != null && known.propensity() == propensity) {
                return known;
            }
        }
        double rate = pooled.value();
        RateTilt fresh = new RateTilt(effects, rate, pooled.trials(), propensity);
        tilts[oldest] = fresh;
        oldest = (oldest + 1) % REMEMBERED;
        return fresh;
    }
}
