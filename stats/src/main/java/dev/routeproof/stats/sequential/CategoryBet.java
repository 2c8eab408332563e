package dev.routeproof.stats.sequential;

import dev.routeproof.stats.Result;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A bet that the candidate shifts a categorical outcome such as {up, down, none} (statistics S1).
 *
 * <p>Moving probability d into one category and out of the others in proportion is the same bet as
 * {@link AssignmentBet}'s on the indicator of that category, because the other categories' shares cancel. The wealth is
 * a mixture over the watched categories and the effects of {@link AssignmentBet}; it is valid under the same
 * assumption, that the category does not depend on the arm given the past.
 *
 * <p>Constant memory; not thread-safe.
 */
public final class CategoryBet {
    private final List<Integer> watched;
    private final double[] effects;

    // Owned by the one thread that feeds the monitor.
    private final WealthMixture wealth;
    private final PooledRate[] pooled;
    private long monitoredOnly;

    /**
     * @param categories how many there are, at least 2
     * @param watched indices of the categories bet on
     * @param sides more of a watched category under the candidate, fewer, or either
     * @param minimalEffect the difference in a category's probability worth finding, in (0,1)
     */
    public CategoryBet(int categories, List<Integer> watched, Sides sides, double minimalEffect) {
        if (categories < 2 || watched.isEmpty() || !watched.stream().allMatch(c -> c >= 0 && c < categories)) {
            throw new IllegalArgumentException("watch at least one of " + categories + " categories, not " + watched);
        }
        this.watched = List.copyOf(watched);
        effects = EffectGrid.PLANNED.effects(sides, minimalEffect);
        wealth = new WealthMixture(EffectGrid.PLANNED.shares(effects.length * watched.size()));
        pooled = IntStream.range(0, categories).mapToObj(c -> new PooledRate()).toArray(PooledRate[]::new);
    }

    /** Forgets the base rates of the epoch that ended; the wealth is kept. */
    public void startEpoch() {
        for (PooledRate rate : pooled) {
            rate.startEpoch();
        }
    }

    /**
     * Bets on one outcome.
     *
     * @param candidate whether the unit was in the candidate arm
     * @param category index of what happened
     * @param propensity of the candidate arm given the past, in [0,1]; 0 and 1 are no evidence
     */
    public Entry observe(boolean candidate, int category, double propensity) {
        if (category < 0 || category >= pooled.length) {
            throw new IllegalArgumentException("category " + category + " is not one of " + pooled.length);
        }
        Check.unitInterval("propensity", propensity);
        if (propensity == 0 || propensity == 1) {
            monitoredOnly++;
            return Entry.MONITORED_ONLY;
        }
        int bet = 0;
        for (int c : watched) {
            var tilt = new RateTilt(effects, pooled[c].value(), 1, propensity);
            wealth.multiply(bet, tilt.factors(candidate, c == category ? 1 : 0));
            bet += effects.length;
        }
        wealth.settle();
        for (int c = 0; c < pooled.length; c++) {
            pooled[c].include(c == category ? 1 : 0);
        }
        return Entry.EVIDENCE;
    }

    /** The evidence so far, or why there is none. */
    public Result<Evidence> evidence() {
        return wealth.rounds() == 0
                ? new Result.NotEstimable<>(Check.noRandomAssignment(monitoredOnly))
                : new Result.Value<>(wealth.evidence());
    }
}
