package dev.routeproof.stats.simulate;

import dev.routeproof.stats.Result;
import dev.routeproof.stats.TestResult;
import dev.routeproof.stats.sequential.CategoryBet;
import dev.routeproof.stats.sequential.Sides;
import dev.routeproof.stats.stratified.StratifiedDifference;
import dev.routeproof.stats.stratified.Stratum;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * S8: thumbs are rare and not missing at random. The arms are equally good; satisfied users of the candidate answer
 * less often (1.4 % against 2.0 %), dissatisfied ones alike (6 %).
 */
final class FeedbackCells {
    private static final double ALPHA = 0.05;
    private static final int UNITS = 10_000;
    private static final double GOOD = 0.85;
    private static final double ANSWERS_WHEN_BAD = 0.06;
    private static final int UP = 0;
    private static final int DOWN = 1;
    private static final int NONE = 2;

    private FeedbackCells() {}

    static List<Cell> cells() {
        return List.of(new Cell(
                "S8",
                "only the response rate differs",
                1 - GOOD,
                0.5,
                0,
                UNITS,
                FeedbackCells::run,
                List.of(
                        Figure.atMost("false_alarm", "down per request, bet on the category", ALPHA),
                        Figure.atMost("false_alarm", "down per request, one look", ALPHA),
                        Figure.usual("false_alarm", "down among responders, one look"),
                        Figure.usual("power", "response rate itself, bet on the category"))));
    }

    private static double[] run(RandomGenerator random) {
        CategoryBet harm = new CategoryBet(3, List.of(DOWN), Sides.HIGHER, 0.005);
        CategoryBet response = new CategoryBet(3, List.of(NONE), Sides.BOTH, 0.005);
        WatchedMeans perRequest = new WatchedMeans(ALPHA);
        WatchedMeans amongResponders = new WatchedMeans(ALPHA);
        for (int unit = 0; unit < UNITS; unit++) {
            boolean candidate = random.nextBoolean();
            boolean good = random.nextDouble() < GOOD;
            double answers = good ? candidate ? 0.014 : 0.020 : ANSWERS_WHEN_BAD;
            int category = random.nextDouble() >= answers ? NONE : good ? UP : DOWN;
            harm.observe(candidate, category, 0.5);
            response.observe(candidate, category, 0.5);
            perRequest.include(candidate, category == DOWN ? 1 : 0);
            if (category != NONE) {
                amongResponders.include(candidate, category == DOWN ? 1 : 0);
            }
        }
        return new double[] {
            Stopped.flag(Stopped.at(harm.evidence(), ALPHA)),
            significant(perRequest),
            significant(amongResponders),
            Stopped.flag(Stopped.at(response.evidence(), ALPHA))
        };
    }

    private static double significant(WatchedMeans means) {
        return Stopped.flag(StratifiedDifference.test(List.of(new Stratum(means.candidate(), means.baseline())))
                        instanceof Result.Value<TestResult>(TestResult test)
                && test.pValue() <= ALPHA);
    }
}
