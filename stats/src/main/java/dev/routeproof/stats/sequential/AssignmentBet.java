package dev.routeproof.stats.sequential;

import dev.routeproof.stats.Result;

/**
 * A bet on which arm a value came from (statistics S1): grows when the candidate's values differ from the baseline's.
 *
 * <p>For each value y in [0,1] the wealth is multiplied by {@code e = g_A(y) / (π·g_1(y) + (1−π)·g_0(y))}, with A the
 * arm, π the conditional probability of the candidate arm given everything before, and
 * {@code g_a(y) = p_a^y (1−p_a)^(1−y)}. The rates p_1, p_0 lie the effect d apart around the mean of <em>earlier</em>
 * values, so that E[e] = 1 whenever y does not depend on the arm given the past: under any drift, ramp or adaptive
 * allocation. The wealth is a mixture over d in {0.5, 1, 1.5, 2} × the minimal detectable effect, most of it on the
 * effect itself, which the plan names as the one to find.
 *
 * <p>One-sided, the null "not worse at any time" is exact for 0/1 values, and for fractional ones it is stochastic
 * order. Values are unit means, error flags, or exceedances of a frozen latency threshold; 1 is bad.
 *
 * <p>Constant memory; not thread-safe. Source: Turner, Ly, Grünwald, Safe tests for 2×2 contingency tables, JSPI 2024,
 * arXiv 2106.02693; stratified: arXiv 2302.11401.
 */
public final class AssignmentBet {
    private final double[] effects;

    // Owned by the one thread that feeds the monitor.
    private final WealthMixture wealth;
    private final PooledRate pooled = new PooledRate();
    private long monitoredOnly;

    /** {@code minimalEffect} is the absolute difference in rates worth finding, in (0,1). */
    public AssignmentBet(Sides sides, double minimalEffect) {
        effects = EffectGrid.effects(sides, minimalEffect);
        wealth = new WealthMixture(EffectGrid.shares(effects.length));
    }

    /** Forgets the base rate of the epoch that ended; the wealth is kept. */
    public void startEpoch() {
        pooled.startEpoch();
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
        double rate = pooled.value();
        for (int k = 0; k < effects.length; k++) {
            wealth.multiply(k, RateTilt.factor(effects[k], rate, candidate, value, propensity));
        }
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

    /** How many values had a certain arm and were not bet on. */
    public long monitoredOnly() {
        return monitoredOnly;
    }
}
