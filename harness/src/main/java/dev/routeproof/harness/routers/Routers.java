package dev.routeproof.harness.routers;

import dev.routeproof.harness.store.RunRecord;
import dev.routeproof.stats.router.CostHull;
import dev.routeproof.stats.router.Recovery;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Routers compared on a run's recorded outcomes. Costs are USD per 1,000 prompts.
 *
 * @param n prompts that every model has a score for; everything is computed on these
 * @param leftOut prompts on which some model has no score
 * @param gaps per model the prompts it has no score for
 * @param unpriced models without prices; where there is one, nothing that rests on costs is known
 * @param costEstimated some tokens were counted here, not reported
 * @param singles every model on its own, in the catalog's order
 * @param best the single model of the highest accuracy
 * @param weak the cheaper end of the performance gap, a model's id
 * @param strong its dearer end
 * @param oracle the cheapest right answer to every prompt
 * @param byTaskType accuracy of the best model of each true task type, chosen with hindsight: what no table can exceed
 * @param zeroAiq AIQ of mixing single models at random
 * @param zero corners of that mix; none where costs are not known
 * @param routers candidates first, each kind in the order it was named
 * @param notTried those that could not be judged, and why
 */
public record Routers(
        RunRecord run,
        int n,
        int leftOut,
        Map<String, Integer> gaps,
        List<String> unpriced,
        boolean costEstimated,
        List<Single> singles,
        Single best,
        String weak,
        String strong,
        Oracle oracle,
        double byTaskType,
        Scored zeroAiq,
        List<CostHull.Corner> zero,
        List<Router> routers,
        List<NotTried> notTried) {
    public Routers {
        unpriced = List.copyOf(unpriced);
        singles = List.copyOf(singles);
        zero = List.copyOf(zero);
        routers = List.copyOf(routers);
        notTried = List.copyOf(notTried);
    }

    /** A model asked for every prompt. */
    public record Single(
            String model,
            Scored accuracy,
            @Nullable Double cost,
            @Nullable Double arena) {}

    /** Cost 0 where no model is right. */
    public record Oracle(double accuracy, @Nullable Double cost) {}

    /** {@code reason} is a sentence. */
    public record NotTried(String id, String reason) {}

    /**
     * One router.
     *
     * @param recovery the gap recovered by the share of prompts sent to the strong model; null: it gives no order
     */
    public record Router(
            String id,
            List<Way> ways,
            Scored aiq,
            Scored apgr,
            Scored cpt50,
            Scored cpt80,
            @Nullable Recovery recovery,
            List<String> remarks) {
        public Router {
            ways = List.copyOf(ways);
            remarks = List.copyOf(remarks);
        }

        /** The way of that name, else the one in the middle. */
        public Way way(String name) {
            return ways.stream()
                    .filter(way -> way.name().equals(name))
                    .findFirst()
                    .orElse(ways.get(ways.size() / 2));
        }
    }

    /**
     * One way of running it, such as a mode.
     *
     * @param overZero accuracy minus what mixing single models buys for the same money
     * @param classifierRegret accuracy lost because a given label picks the model, and not the true one
     * @param tableRegret accuracy lost to the oracle even if every label were true
     * @param robustness share of rephrased prompts that keep their model; null: not tried
     */
    public record Way(
            String name,
            Scored accuracy,
            Scored cost,
            Scored arena,
            Scored overZero,
            Scored classifierRegret,
            Scored tableRegret,
            Scored optimalSelection,
            Scored optimalAccuracy,
            Scored optimalCost,
            @Nullable Double robustness) {}
}
