package dev.routeproof.harness.lab.vectors;

import static dev.routeproof.harness.lab.vectors.Answers.value;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.quantile.Quantiles;
import dev.routeproof.stats.resample.Bootstrap;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Families about resampling and sample quantiles. */
final class Resampling {
    private static final long SEED = 20_260_501;

    private Resampling() {}

    static Answers bootstrap(Input input) {
        Bootstrap.Method method = switch (input.word("bca", "method")) {
            case "percentile" -> Bootstrap.Method.PERCENTILE;
            case "basic" -> Bootstrap.Method.BASIC;
            case "bca" -> Bootstrap.Method.BCA;
            default -> throw new Unsupported("no bootstrap is called '" + input.text("method") + "' here");
        };
        int resamples = (int) input.numberOr(10_000, "resamples", "n_resamples");
        Estimate estimate = value(new Bootstrap(resamples, method)
                .interval(input.numbers("data"), statistic(input), input.level(), new SplittableRandom(SEED)));
        return new Answers().interval(estimate).put(estimate.value(), "estimate");
    }

    private static ToDoubleFunction<double[]> statistic(Input input) {
        return switch (input.word("mean", "statistic")) {
            case "mean" -> Resampling::mean;
            case "median" -> values -> value(Quantiles.r7(values, 0.5));
            case "std", "sd" ->
                values -> {
                    double mean = mean(values);
                    double squares = 0;
                    for (double v : values) {
                        squares += (v - mean) * (v - mean);
                    }
                    return Math.sqrt(squares / values.length);
                };
            default -> throw new Unsupported("no statistic is called '" + input.text("statistic") + "' here");
        };
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    static Answers percentile(Input input) {
        double share =
                input.has("quantile", "q") ? input.number("quantile", "q") : input.number("percentile", "p") / 100;
        return new Answers()
                .put(
                        (double) value(Quantiles.r7(input.numbers("data", "values"), share)),
                        "value",
                        "percentile",
                        "quantile");
    }
}
