package dev.routeproof.harness.lab.vectors;

import static dev.routeproof.harness.lab.vectors.Answers.value;

import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.power.RankSampleSize;
import dev.routeproof.stats.power.SampleSize;

/** Families about how many units a test needs. */
final class SampleSizes {
    private SampleSizes() {}

    static Answers answer(Input input) {
        Alternative alternative = input.alternative();
        SampleSize.Goal goal =
                new SampleSize.Goal(input.numberOr(0.05, "alpha"), input.numberOr(0.85, "power"), alternative);
        if (input.has("reference_sample")) {
            return ranks(input, goal);
        }
        if (input.has("absolute_mde", "mde", "absolute_percentage_mde", "average_absolute_mde")) {
            return means(input, goal);
        }
        if (input.has("effect_d", "d")) {
            return Powers.t(input);
        }
        return Powers.twoProportions(input);
    }

    private static Answers ranks(Input input, SampleSize.Goal goal) {
        RankSampleSize size = value(RankSampleSize.of(
                input.numbers("reference_sample"),
                input.numbers("synthetic_sample", "other_sample"),
                input.numberOr(0.5, "prop_reference"),
                goal));
        return new Answers()
                .put(size.relativeEffect(), "relative_effect")
                .put(size.total(), "n_total", "nobs_total")
                .put(size.reference(), "n_ref", "nobs_ref")
                .put(size.other(), "n_treat", "nobs_treat");
    }

    /** Against a control that gets half of the traffic when it serves several comparisons, or all against all. */
    private static Answers means(Input input, SampleSize.Goal goal) {
        double effect = input.number("absolute_mde", "mde", "absolute_percentage_mde", "average_absolute_mde");
        double groups = input.numberOr(2, "groups", "treatments");
        boolean binomial = input.word(input.has("baseline") ? "binomial" : "continuous", "metric")
                .equals("binomial");
        double baseline = input.numberOr(0, "baseline", "baseline_proportion");
        double control = binomial ? baseline * (1 - baseline) : input.number("variance", "baseline_variance");
        double moved = baseline + effect;
        double treated = binomial ? moved * (1 - moved) : control;
        boolean allPairs = input.word("control_vs_all", "comparisons").equals("allvsall");
        double controlShare = allPairs ? 1 / groups : 0.5;
        double share = allPairs ? 1 / groups : 0.5 / (groups - 1);
        double total = value(
                allPairs
                        ? SampleSize.totalForMeans(effect, control, share, treated, share, goal)
                        : SampleSize.totalForMeans(effect, control, controlShare, treated, share, goal));
        return new Answers().put(total, "n_total").put(total / groups, "n_per_group");
    }
}
