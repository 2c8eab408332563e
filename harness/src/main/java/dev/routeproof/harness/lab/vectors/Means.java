package dev.routeproof.harness.lab.vectors;

import static dev.routeproof.harness.lab.vectors.Answers.value;

import dev.routeproof.stats.Result;
import dev.routeproof.stats.mean.Equivalence;
import dev.routeproof.stats.mean.MeanTest;
import dev.routeproof.stats.mean.MeanTests;
import dev.routeproof.stats.mean.MeanTests.Hypothesis;
import dev.routeproof.stats.mean.SampleMean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Families about means. */
final class Means {
    private static final Pattern LINSPACE =
            Pattern.compile("([ab])\\s*=\\s*linspace\\(([-0-9.]+),\\s*([-0-9.]+),\\s*(\\d+)\\)");

    private Means() {}

    static Answers raw(Input input) {
        double[] first = values(input, "a", "x", "first");
        double[] second = values(input, "b", "y", "second");
        return answers(value(twoSample(
                input.word("welch", "variance", "method", "usevar"),
                SampleMean.of(first),
                SampleMean.of(second),
                hypothesis(input))));
    }

    static Answers summary(Input input) {
        if (input.has("mean1")) {
            return answers(value(twoSample(
                    input.word("welch", "variance", "method", "usevar"),
                    arm(input, "1"),
                    arm(input, "2"),
                    hypothesis(input))));
        }
        SampleMean control = input.object("control", "a").sample();
        SampleMean treatment = input.object("treatment", "b").sample();
        boolean relative =
                input.word("absolute", "difference", "difference_type").equals("relative");
        MeanTest test = value(
                relative
                        ? MeanTests.relative(treatment, control, hypothesis(input))
                        : twoSample(input.word("welch", "test", "variance"), treatment, control, hypothesis(input)));
        return answers(test);
    }

    static Answers paired(Input input) {
        double[] first = values(input, "a", "x", "first");
        return answers(value(
                input.has("b", "y", "second")
                        ? MeanTests.paired(first, values(input, "b", "y", "second"), hypothesis(input))
                        : MeanTests.oneSample(SampleMean.of(first), hypothesis(input))));
    }

    static Answers equivalence(Input input) {
        double[] first = values(input, "a", "x");
        double[] second = input.has("b", "y") ? values(input, "b", "y") : new double[0];
        double low = input.number("low", "lower");
        double high = input.number("high", "upp", "upper");
        boolean logarithms = input.word("", "transform").equals("log");
        if (logarithms) {
            first = logs(first);
            second = logs(second);
            low = Math.log(low);
            high = Math.log(high);
        }
        double[] a = first;
        double[] b = second;
        boolean paired =
                input.flag(false, "paired") || input.word("welch", "variance").equals("paired");
        String variance = input.word("welch", "variance", "usevar");
        double alpha = input.has("alpha") ? input.alpha() : 0.05;
        Equivalence equivalence = value(Equivalence.of(
                low,
                high,
                alpha,
                h -> b.length == 0
                        ? MeanTests.oneSample(SampleMean.of(a), h)
                        : paired
                                ? MeanTests.paired(a, b, h)
                                : twoSample(variance, SampleMean.of(a), SampleMean.of(b), h)));
        double p = equivalence.decisive().pValue();
        double[] ends = {equivalence.interval().low(), equivalence.interval().high()};
        return new Answers()
                .put(equivalence.interval().value(), "estimate", "difference")
                .put(equivalence.aboveLow().df(), "df")
                .put(Math.abs(equivalence.decisive().statistic()), "statistic", "t")
                .put(equivalence.aboveLow().test().statistic(), "t_low", "t1", "statistic_low")
                .put(equivalence.belowHigh().test().statistic(), "t_high", "t2", "statistic_high")
                .put(equivalence.aboveLow().test().pValue(), "p_low", "p_value_low")
                .put(equivalence.belowHigh().test().pValue(), "p_high", "p_value_high")
                .put(p, "p_value", "pvalue")
                .put(ends, "ci90", "ci")
                .put(p < alpha ? "rejected" : "not rejected", "rejected", "decision");
    }

    private static Hypothesis hypothesis(Input input) {
        double nullValue = input.numberOr(0, "null_difference", "mu", "value", "null_value", "test_value", "diff");
        return new Hypothesis(nullValue, input.alternative(), input.level());
    }

    static Result<MeanTest> twoSample(String variance, SampleMean a, SampleMean b, Hypothesis h) {
        return switch (variance) {
            case "welch", "unequal", "welcht" -> MeanTests.welch(a, b, h);
            case "pooled", "equal", "student" -> MeanTests.pooled(a, b, h);
            case "z", "normal" -> MeanTests.z(a, b, h);
            default -> throw new Unsupported("no two-sample test is called '" + variance + "' here");
        };
    }

    private static Answers answers(MeanTest test) {
        return new Answers()
                .interval(test.interval())
                .test(test.test(), "t", "z")
                .put(test.df(), "df")
                .put(test.estimate(), "point", "estimate", "difference", "mean_difference")
                .put(test.standardError(), "se", "standard_error", "stderr");
    }

    private static SampleMean arm(Input input, String number) {
        double deviation = input.number("sd" + number, "std" + number);
        return new SampleMean(
                input.count("n" + number, "nobs" + number), input.number("mean" + number), deviation * deviation);
    }

    /** A list, or what the generator text says of it. */
    private static double[] values(Input input, String... names) {
        if (!input.has(names) && input.has("generator")) {
            Matcher matcher = LINSPACE.matcher(input.text("generator"));
            while (matcher.find()) {
                if (matcher.group(1).equals(names[0])) {
                    return linspace(
                            Double.parseDouble(matcher.group(2)),
                            Double.parseDouble(matcher.group(3)),
                            Integer.parseInt(matcher.group(4)));
                }
            }
        }
        return input.numbers(names);
    }

    private static double[] linspace(double from, double to, int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = from + (to - from) * i / (n - 1);
        }
        return values;
    }

    private static double[] logs(double[] values) {
        return java.util.Arrays.stream(values).map(Math::log).toArray();
    }
}
