package dev.routeproof.stats.simulate;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.TestResult;
import dev.routeproof.stats.sequential.AssignmentBet;
import dev.routeproof.stats.sequential.Sides;
import dev.routeproof.stats.stratified.StratifiedDifference;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/**
 * The methods tried on a log of one's own (statistics S14): the units' real values, with arms drawn anew many times by
 * hashing the units again. Since the new arms have no effect, every alarm is false; an effect planted in the values of
 * the new candidate arm must be found and recovered.
 */
public final class ReRandomisation {
    static final double ALPHA = 0.05;
    private static final int PLANTED_EVERY = 4;

    private ReRandomisation() {}

    /**
     * What the rounds came to.
     *
     * @param falseAlarm share of rounds in which the assignment bet against harm reached 5 % without an effect
     * @param fixedFalseAlarm the same for the stratified test at the end
     * @param powerHarm share of rounds in which the planted harm was found
     * @param powerGain the same for a planted gain of that size
     * @param bias mean of the recovered minus the planted harm, in the unit of the values; empty where it could not be
     *     estimated in any round
     * @param uniformity p-value of the Kolmogorov-Smirnov test that the p-values without an effect are uniform
     */
    public record Validation(
            Reading falseAlarm,
            Reading fixedFalseAlarm,
            Reading powerHarm,
            Reading powerGain,
            OptionalDouble bias,
            double uniformity) {}

    /**
     * Draws the arms {@code rounds} times, at least 2.
     *
     * @param effect absolute difference to plant, in (0,1)
     */
    public static Result<Validation> validate(ValueLog log, double effect, int rounds, long seed) {
        if (log.size() == 0) {
            return Result.notEstimable("The log holds no closed unit.");
        }
        double mean = log.mean();
        if (mean <= effect || mean + effect >= 1) {
            return Result.notEstimable("An effect of " + effect + " does not fit around the mean value " + mean + ".");
        }
        double[][] outcomes = IntStream.range(0, rounds)
                .parallel()
                .mapToObj(round -> round(log, effect, round, new SplittableRandom(seed + round).nextLong()))
                .toArray(double[][]::new);
        double[] pValues = column(outcomes, 4).toArray();
        if (pValues.length < 2) {
            return Result.notEstimable(
                    "The arms overlap in no epoch, or all values are equal: there is nothing to try.");
        }
        return Result.value(new Validation(
                share(Figure.atMost("false_alarm", "assignment bet", ALPHA), column(outcomes, 0)),
                share(
                        Figure.atMost("false_alarm", "stratified test at the end", ALPHA),
                        Arrays.stream(pValues).map(p -> p <= ALPHA ? 1 : 0)),
                share(Figure.usual("power", "planted harm"), column(outcomes, 1)),
                share(Figure.usual("power", "planted gain"), column(outcomes, 2)),
                column(outcomes, 3).average(),
                new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new UniformRealDistribution(), pValues)));
    }

    /** Every round is an A/A; an effect is planted in one of four, which is enough to see it found. */
    private static double[] round(ValueLog log, double effect, int round, long seed) {
        RandomisedRun none = RandomisedRun.of(log, seed, new AssignmentBet(Sides.HIGHER, effect), 0);
        double p = StratifiedDifference.test(none.strata()) instanceof Result.Value<TestResult>(var test)
                ? test.pValue()
                : Double.NaN;
        double alarm = Stopped.flag(Stopped.at(none.bet(), ALPHA));
        if (round % PLANTED_EVERY != 0) {
            return new double[] {alarm, Double.NaN, Double.NaN, Double.NaN, p};
        }
        RandomisedRun harm = RandomisedRun.of(log, seed, new AssignmentBet(Sides.HIGHER, effect), effect);
        RandomisedRun gain = RandomisedRun.of(log, seed, new AssignmentBet(Sides.LOWER, effect), -effect);
        double recovered = StratifiedDifference.interval(harm.strata(), 0.95) instanceof Result.Value<Estimate>(var e)
                ? e.value() - effect
                : Double.NaN;
        return new double[] {
            alarm,
            Stopped.flag(Stopped.at(harm.bet(), ALPHA)),
            Stopped.flag(Stopped.at(gain.bet(), ALPHA)),
            recovered,
            p
        };
    }

    private static Reading share(Figure figure, DoubleStream outcomes) {
        return Reading.of(figure, outcomes.toArray());
    }

    private static DoubleStream column(double[][] outcomes, int index) {
        return Arrays.stream(outcomes).mapToDouble(row -> row[index]).filter(x -> !Double.isNaN(x));
    }
}
