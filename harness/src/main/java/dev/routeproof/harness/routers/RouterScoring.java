package dev.routeproof.harness.routers;

import dev.routeproof.harness.analyse.PromptScores;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.resample.Bootstrap;
import dev.routeproof.stats.router.ArenaScore;
import dev.routeproof.stats.router.CostHull;
import dev.routeproof.stats.router.RecordedOutcomes;
import dev.routeproof.stats.router.Recovery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The scores of routers with their intervals: a cluster bootstrap in which the same prompts are drawn for every router, so
 * that their intervals can be compared.
 */
final class RouterScoring {
    private static final Bootstrap BOOTSTRAP = new Bootstrap(2_000, Bootstrap.Method.PERCENTILE);
    private static final long SEED = 20_240_618;
    private static final int[] NOT_SAID = {};

    private final RecordedOutcomes outcomes;
    private final double[] weak;
    private final double[] strong;
    private final int[] oracle;

    /** {@code weak} and {@code strong} are rows of the outcomes. */
    RouterScoring(RecordedOutcomes outcomes, int weak, int strong) {
        this.outcomes = outcomes;
        this.weak = outcomes.scores(weak);
        this.strong = outcomes.scores(strong);
        this.oracle = outcomes.oracle();
    }

    Routers.Router score(Choices choices) {
        Iterator<Scored> scores =
                intervals(weights -> numbers(choices, weights)).iterator();
        Scored aiq = scores.next();
        Scored apgr = scores.next();
        Scored cpt50 = scores.next();
        Scored cpt80 = scores.next();
        List<Routers.Way> ways = new ArrayList<>();
        for (Choices.Way way : choices.ways()) {
            ways.add(new Routers.Way(
                    way.name(),
                    scores.next(),
                    scores.next(),
                    scores.next(),
                    scores.next(),
                    scores.next(),
                    scores.next(),
                    scores.next(),
                    scores.next(),
                    scores.next(),
                    way.robustness()));
        }
        return new Routers.Router(
                choices.id(),
                ways,
                aiq,
                apgr,
                cpt50,
                cpt80,
                choices.order() == null ? null : recovery(choices, outcomes.once()),
                choices.remarks());
    }

    /** In the order in which {@link #score} takes them. */
    private double[] numbers(Choices choices, double[] weights) {
        Numbers numbers = new Numbers(4 + 9 * choices.ways().size());
        boolean priced = outcomes.priced();
        CostHull zero = priced ? outcomes.zeroRouter(weights) : null;
        numbers.add(priced ? aiq(choices, weights) : Double.NaN);
        if (choices.order() == null) {
            numbers.add(Double.NaN).add(Double.NaN).add(Double.NaN);
        } else {
            Recovery recovery = recovery(choices, weights);
            numbers.add(recovery.apgr()).add(recovery.cpt(0.5)).add(recovery.cpt(0.8));
        }
        double best = outcomes.quality(oracle, weights);
        for (Choices.Way way : choices.ways()) {
            double accuracy = outcomes.quality(way.chosen(), weights);
            double cost = outcomes.cost(way.chosen(), weights);
            double byTruth =
                    Arrays.equals(way.byTruth(), NOT_SAID) ? Double.NaN : outcomes.quality(way.byTruth(), weights);
            RecordedOutcomes.Optimality optimality = outcomes.optimality(way.chosen(), oracle, weights);
            numbers.add(accuracy)
                    .add(cost)
                    .add(priced ? ArenaScore.of(accuracy, cost) : Double.NaN)
                    .add(zero == null ? Double.NaN : accuracy - zero.at(cost))
                    .add(byTruth - accuracy)
                    .add(best - byTruth)
                    .add(optimality.selection())
                    .add(optimality.accuracy())
                    .add(optimality.cost());
        }
        return numbers.values;
    }

    private Recovery recovery(Choices choices, double[] weights) {
        if (choices.order() == null) {
            throw new IllegalStateException(choices.id() + " gives no order");
        }
        return choices.order().recovery(weak, strong, weights);
    }

    private double aiq(Choices choices, double[] weights) {
        List<Choices.Way> ways = choices.ways();
        CostHull hull = CostHull.of(
                ways.stream()
                        .mapToDouble(way -> outcomes.cost(way.chosen(), weights))
                        .toArray(),
                ways.stream()
                        .mapToDouble(way -> outcomes.quality(way.chosen(), weights))
                        .toArray());
        return overCommonRange(hull, weights);
    }

    /** Between the cheapest and the dearest single model. */
    private double overCommonRange(CostHull hull, double[] weights) {
        double[] costs = IntStream.range(0, outcomes.models())
                .mapToDouble(model -> outcomes.cost(model, weights))
                .sorted()
                .toArray();
        return hull.aiq(costs[0], costs[costs.length - 1]);
    }

    Scored zeroAiq() {
        return outcomes.priced()
                ? intervals(weights -> new double[] {overCommonRange(outcomes.zeroRouter(weights), weights)})
                        .getFirst()
                : new Scored(null, null, null);
    }

    /** Accuracy of every model on its own. */
    List<Scored> singles() {
        return intervals(weights -> IntStream.range(0, outcomes.models())
                .mapToDouble(model -> outcomes.quality(model, weights))
                .toArray());
    }

    private List<Scored> intervals(Function<double[], double[]> statistics) {
        double[] values = statistics.apply(outcomes.once());
        List<Result<Estimate>> intervals =
                BOOTSTRAP.clustered(outcomes.clusters(), statistics, PromptScores.LEVEL, new SplittableRandom(SEED));
        return IntStream.range(0, values.length)
                .mapToObj(i -> Scored.of(values[i], intervals.get(i)))
                .toList();
    }

    /** Numbers in order. */
    private static final class Numbers {
        private final double[] values;
        private int filled;

        Numbers(int size) {
            this.values = new double[size];
        }

        Numbers add(double value) {
            values[filled++] = value;
            return this;
        }
    }
}
