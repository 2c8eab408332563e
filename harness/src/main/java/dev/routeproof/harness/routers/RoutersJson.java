package dev.routeproof.harness.routers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The machine output of {@code routers}, as {@code formats.md} names it. Costs are USD per 1,000 prompts; {@code low} and
 * {@code high} are of the accuracy; what stands beside an id holds of {@code mode}.
 */
public record RoutersJson(
        String schema,
        int version,
        String runId,
        boolean simulated,
        boolean partial,
        String mode,
        int n,
        int leftOut,
        double bestSingle,
        String bestSingleModel,
        double oracle,
        @Nullable Double oracleCost,
        double bestByTaskType,
        @Nullable Double zeroRouterAiq,
        String weak,
        String strong,
        List<Routers.Single> models,
        List<Candidate> candidates,
        List<Routers.NotTried> notTried,
        String report) {
    public RoutersJson {
        models = List.copyOf(models);
        candidates = List.copyOf(candidates);
        notTried = List.copyOf(notTried);
    }

    public static RoutersJson of(Routers routers, String mode, String report) {
        Double best = routers.best().accuracy().value();
        return new RoutersJson(
                "routeproof.routers",
                1,
                routers.run().runId(),
                routers.run().simulated(),
                routers.run().partial(),
                mode,
                routers.n(),
                routers.leftOut(),
                best == null ? 0 : best,
                routers.best().model(),
                routers.oracle().accuracy(),
                routers.oracle().cost(),
                routers.byTaskType(),
                routers.zeroAiq().value(),
                routers.weak(),
                routers.strong(),
                routers.singles(),
                routers.routers().stream()
                        .map(router -> Candidate.of(router, mode))
                        .toList(),
                routers.notTried(),
                report);
    }

    /**
     * One candidate.
     *
     * @param intervals per score its ends; scores without an interval are not in it
     * @param modes the same numbers of every mode
     */
    public record Candidate(
            String id,
            @Nullable Double accuracy,
            @Nullable Double cost,
            @Nullable Double aiq,
            @Nullable Double apgr,
            @Nullable Double cpt50,
            @Nullable Double cpt80,
            @Nullable Double arena,
            @Nullable Double low,
            @Nullable Double high,
            Regret regret,
            @Nullable Double overZeroRouter,
            @Nullable Double robustness,
            Optimal optimal,
            Map<String, Ends> intervals,
            List<Routers.Way> modes,
            List<String> remarks) {
        static Candidate of(Routers.Router router, String mode) {
            Routers.Way way = router.way(mode);
            Map<String, Ends> intervals = new LinkedHashMap<>();
            note(intervals, "accuracy", way.accuracy());
            note(intervals, "cost", way.cost());
            note(intervals, "aiq", router.aiq());
            note(intervals, "apgr", router.apgr());
            note(intervals, "cpt50", router.cpt50());
            note(intervals, "cpt80", router.cpt80());
            note(intervals, "arena", way.arena());
            note(intervals, "over_zero_router", way.overZero());
            note(intervals, "regret_classifier", way.classifierRegret());
            note(intervals, "regret_table", way.tableRegret());
            return new Candidate(
                    router.id(),
                    way.accuracy().value(),
                    way.cost().value(),
                    router.aiq().value(),
                    router.apgr().value(),
                    router.cpt50().value(),
                    router.cpt80().value(),
                    way.arena().value(),
                    way.accuracy().low(),
                    way.accuracy().high(),
                    new Regret(way.classifierRegret().value(), way.tableRegret().value()),
                    way.overZero().value(),
                    way.robustness(),
                    new Optimal(
                            way.optimalSelection().value(),
                            way.optimalAccuracy().value(),
                            way.optimalCost().value()),
                    intervals,
                    router.ways(),
                    router.remarks());
        }

        private static void note(Map<String, Ends> intervals, String name, Scored scored) {
            if (scored.low() != null && scored.high() != null) {
                intervals.put(name, new Ends(scored.low(), scored.high()));
            }
        }
    }

    /** Accuracy lost to the oracle: by wrong labels, and by the table. */
    public record Regret(
            @Nullable Double classifier, @Nullable Double table) {}

    /** RouterArena's optimality. */
    public record Optimal(
            @Nullable Double selection,
            @Nullable Double accuracy,
            @Nullable Double cost) {}

    /** Of a 95 % interval. */
    public record Ends(double low, double high) {}
}
