package dev.routeproof.harness.lab.vectors;

import static dev.routeproof.harness.lab.vectors.Answers.value;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.TestResult;
import dev.routeproof.stats.rank.LocationShift;
import dev.routeproof.stats.rank.MannWhitney;
import dev.routeproof.stats.rank.RankSumDistribution;

/** Families about ranks. */
final class Ranks {
    private static final int EXACT_BELOW = 50;

    private Ranks() {}

    static Answers test(Input input) {
        double[] x = input.numbers("x", "a", "experiment", "first");
        double[] y = input.numbers("y", "b", "control", "second");
        boolean continuity = input.flag(true, "continuity", "use_continuity", "correct");
        Result<TestResult> test = switch (input.word("auto", "method")) {
            case "exact" -> MannWhitney.exact(x, y, input.alternative());
            case "asymptotic", "normal" -> MannWhitney.asymptotic(x, y, input.alternative(), continuity);
            case "auto" -> MannWhitney.test(x, y, input.alternative());
            default -> throw new Unsupported("no Mann-Whitney method is called '" + input.text("method") + "' here");
        };
        return new Answers().test(value(test), "U", "u", "U1");
    }

    static Answers distribution(Input input) {
        RankSumDistribution u = RankSumDistribution.of((int) input.count("m", "n1"), (int) input.count("n", "n2"));
        double[] at = input.numbers("u", "U");
        double[] cdf = new double[at.length];
        double[] survival = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            cdf[i] = u.atMost((long) at[i]);
            survival[i] = u.atLeast((long) at[i]);
        }
        return new Answers().put(cdf, "cdf").put(survival, "sf");
    }

    static Answers location(Input input) {
        double[] experiment = input.numbers("experiment", "x", "a");
        double[] control = input.numbers("control", "y", "b");
        if (input.has("mu", "shift")) {
            double z = value(LocationShift.standardised(experiment, control, input.number("mu", "shift")))
                    - input.numberOr(0, "quantile");
            return new Answers().put(z, "value", "wilcoxon_diff", "diff", "statistic", "z");
        }
        boolean tied = MannWhitney.exact(experiment, control, input.alternative()) instanceof Result.NotEstimable;
        boolean asymptotic = tied
                || input.has("experiment")
                || Math.max(experiment.length, control.length) >= EXACT_BELOW
                || input.word("auto", "method").equals("asymptotic");
        Estimate shift = value(
                asymptotic
                        ? LocationShift.asymptotic(experiment, control, input.level())
                        : LocationShift.exact(experiment, control, input.level()));
        return new Answers().interval(shift).put(shift.value(), "estimate", "location");
    }
}
