package dev.routeproof.harness.lab.vectors;

import static dev.routeproof.harness.lab.vectors.Answers.value;

import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.Counts;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.TestResult;
import dev.routeproof.stats.distribution.Binomial;
import dev.routeproof.stats.mean.MeanTest;
import dev.routeproof.stats.mean.MeanTests;
import dev.routeproof.stats.mean.SampleMean;
import dev.routeproof.stats.power.EquivalencePower;
import dev.routeproof.stats.proportion.ProportionIntervals;
import dev.routeproof.stats.proportion.ScoreDifference;
import dev.routeproof.stats.proportion.TwoProportions;
import java.util.Arrays;

/** Families about "not worse by more than a margin" and "within two margins". */
final class NonInferiority {
    private NonInferiority() {}

    static Answers answer(Input input) {
        if (input.has("control")) {
            return means(input);
        }
        if (input.has("p_alt")) {
            return power(input);
        }
        if (input.has("delta") || input.has("x1")) {
            return score(input);
        }
        return oneSample(input);
    }

    /** The margin is a fraction of the control mean; {@code increase} means that larger values are better. */
    private static Answers means(Input input) {
        SampleMean control = input.object("control").sample();
        SampleMean treatment = input.object("treatment").sample();
        double margin = input.has("relative_margin", "margin_relative", "nim")
                ? Math.abs(control.mean()) * input.number("relative_margin", "margin_relative", "nim")
                : input.numberOr(0, "absolute_margin", "margin");
        boolean increase =
                input.word("increase", "preferred_direction", "direction").equals("increase");
        MeanTests.Hypothesis hypothesis = increase
                ? new MeanTests.Hypothesis(-margin, Alternative.GREATER, input.level())
                : new MeanTests.Hypothesis(margin, Alternative.LESS, input.level());
        MeanTest test = value(MeanTests.z(treatment, control, hypothesis));
        return new Answers()
                .interval(test.interval())
                .test(test.test(), "z")
                .put(test.estimate(), "difference")
                .put(test.test().pValue(), "decision");
    }

    private static Answers power(Input input) {
        boolean z = input.says("ztest") || input.says("z TOST");
        double low = input.number("low");
        double high = input.number("high", "upp");
        if (input.node().path("n").isArray()) {
            double rate = input.number("p_alt");
            double[] powers = Arrays.stream(input.numbers("n"))
                    .map(n -> (z
                                    ? EquivalencePower.z(low, high, (long) n, input.alpha())
                                    : EquivalencePower.exact(low, high, (long) n, input.alpha()))
                            .at(rate))
                    .toArray();
            return new Answers().put(powers, "power");
        }
        long n = input.count("n", "nobs");
        EquivalencePower region = z
                ? EquivalencePower.z(low, high, n, input.alpha())
                : EquivalencePower.exact(low, high, n, input.alpha());
        Answers answers = new Answers()
                .put(new double[] {region.fewest(), region.most()}, "rejection_interval", "critical_values");
        if (input.node().path("p_alt").isArray()) {
            double[] rates = input.numbers("p_alt");
            double[] power = new double[rates.length];
            for (int i = 0; i < rates.length; i++) {
                power[i] = region.at(rates[i]);
            }
            return answers.put(power, "power");
        }
        return answers.put(region.at(input.number("p_alt")), "power");
    }

    private static Answers score(Input input) {
        Counts first = new Counts(input.count("x1", "count1"), input.count("n1", "nobs1"));
        Counts second = new Counts(input.count("x2", "count2"), input.count("n2", "nobs2"));
        double delta = input.numberOr(0, "delta", "margin", "value");
        ScoreDifference method = input.word("mee", "method").startsWith("m") && input.says("nurminen")
                ? ScoreDifference.MIETTINEN_NURMINEN
                : ScoreDifference.MEE;
        TestResult above = value(method.test(first, second, delta, Alternative.GREATER));
        Estimate both = value(method.interval(first, second, 1 - 2 * input.alpha()));
        return new Answers()
                .interval(value(method.interval(first, second, input.level())))
                .put(new double[] {both.low(), both.high()}, "ci90")
                .put(above.statistic(), "statistic", "z")
                .put(above.pValue(), "p_value_one_sided", "p_value")
                .put(first.rate() - second.rate(), "difference", "estimate");
    }

    private static Answers oneSample(Input input) {
        Counts counts = input.counts();
        double low = input.number("low");
        double high = input.number("high", "upp");
        boolean atNull = input.word("sample", "variance", "prop_var").startsWith("null");
        double alpha = input.has("alpha", "confidence") ? input.alpha() : 0.05;
        TestResult above = value(
                atNull
                        ? TwoProportions.oneSampleScore(counts, low, Alternative.GREATER)
                        : TwoProportions.oneSampleZ(counts, low, Alternative.GREATER));
        TestResult below = value(
                atNull
                        ? TwoProportions.oneSampleScore(counts, high, Alternative.LESS)
                        : TwoProportions.oneSampleZ(counts, high, Alternative.LESS));
        Estimate interval = value(ProportionIntervals.waldUncut(counts, 1 - 2 * alpha));
        EquivalencePower exact = EquivalencePower.exact(low, high, counts.n(), alpha);
        boolean binomial = input.says("binom");
        double p = binomial
                ? Math.max(
                        Binomial.atLeast(counts.successes(), counts.n(), low),
                        Binomial.cdf(counts.successes(), counts.n(), high))
                : Math.max(above.pValue(), below.pValue());
        return new Answers()
                .put(new double[] {interval.low(), interval.high()}, "ci90", "ci")
                .put(above.statistic(), "z_low")
                .put(below.statistic(), "z_high")
                .put(above.pValue(), "p_low")
                .put(below.pValue(), "p_high")
                .put(new double[] {exact.fewest(), exact.most()}, "rejection_interval")
                .put(p, "p_value");
    }
}
