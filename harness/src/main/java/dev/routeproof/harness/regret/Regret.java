package dev.routeproof.harness.regret;

import dev.routeproof.routing.table.Mode;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is lost in one mode when the cascade's label picks the model, and not the true one; the same table, the same
 * prompts, both routes measured.
 *
 * @param n prompts on which both routes have a score
 * @param notMeasured prompts on which one of them has none
 * @param byTruth mean score where the true label picks, [0,1]
 * @param byLabel mean score where the cascade's label picks, [0,1]
 * @param lost the difference of the two with its 95 % interval; negative where the wrong model answers better
 * @param moreUsdPer1000 what the cascade's labels cost more per 1,000 prompts, negative where less; null: not priced
 */
public record Regret(
        Mode mode,
        int n,
        int notMeasured,
        double byTruth,
        double byLabel,
        Result<Estimate> lost,
        @Nullable Double moreUsdPer1000,
        List<Pair> pairs) {
    public Regret {
        pairs = List.copyOf(pairs);
    }

    /**
     * The prompts of one true label to which the cascade gave one label.
     *
     * @param label the true one
     * @param given by the cascade; {@code none} where it gave none
     * @param unsure how many of them the table did not believe, so that its rule for unsure labels picked the model
     * @param lost mean score lost over them
     * @param moreUsdPer1000 null: not priced
     */
    public record Pair(
            String label,
            String given,
            int n,
            int unsure,
            double lost,
            @Nullable Double moreUsdPer1000) {}
}
