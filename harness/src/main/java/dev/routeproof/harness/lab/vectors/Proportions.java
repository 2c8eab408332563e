package dev.routeproof.harness.lab.vectors;

import static dev.routeproof.harness.lab.vectors.Answers.value;

import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.Counts;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.TestResult;
import dev.routeproof.stats.proportion.ProportionDifferences;
import dev.routeproof.stats.proportion.ProportionIntervals;
import dev.routeproof.stats.proportion.RatioIntervals;
import dev.routeproof.stats.proportion.ScoreDifference;
import dev.routeproof.stats.proportion.TwoProportions;
import java.util.ArrayList;
import java.util.List;

/** Families about one rate, the difference of two, and tests between rates. */
final class Proportions {
    private Proportions() {}

    static Answers interval(Input input) {
        Counts counts = input.counts();
        String method = input.method("wilson");
        String side = input.word("two-sided", "side", "alternative");
        boolean oneSided = !side.equals("twosided");
        double level = oneSided ? 1 - 2 * input.alpha() : input.level();
        Estimate estimate = value(interval(method, counts, level, input));
        boolean upperOnly = side.contains("upper") || side.equals("larger");
        if (oneSided) {
            estimate = upperOnly
                    ? new Estimate(estimate.value(), 0, estimate.high(), input.level())
                    : new Estimate(estimate.value(), estimate.low(), 1, input.level());
        }
        return new Answers().interval(estimate).put(estimate.value(), "estimate", "proportion");
    }

    private static Result<Estimate> interval(String method, Counts counts, double level, Input input) {
        boolean uncut = input.says("not clipped");
        boolean corrected = input.flag(false, "correct", "correction", "continuity");
        return switch (method) {
            case "wald", "normal", "asymptotic", "waldci" ->
                corrected
                        ? ProportionIntervals.waldCorrected(counts, level)
                        : uncut
                                ? ProportionIntervals.waldUncut(counts, level)
                                : ProportionIntervals.wald(counts, level);
            case "waldcc", "waldcorrected" -> ProportionIntervals.waldCorrected(counts, level);
            case "wilson", "score" ->
                corrected
                        ? ProportionIntervals.wilsonCorrected(counts, level)
                        : ProportionIntervals.wilson(counts, level);
            case "wilsoncc", "prop.test", "proptest", "wilsoncorrected" ->
                ProportionIntervals.wilsonCorrected(counts, level);
            case "agresticoull", "ac" ->
                uncut
                        ? ProportionIntervals.agrestiCoullUncut(counts, level)
                        : ProportionIntervals.agrestiCoull(counts, level);
            case "jeffreys", "bayes" -> ProportionIntervals.jeffreys(counts, level);
            case "clopperpearson", "exact", "beta", "cp", "binom.test" ->
                ProportionIntervals.clopperPearson(counts, level);
            case "arcsine" -> ProportionIntervals.arcsine(counts, level);
            case "logit" -> ProportionIntervals.logit(counts, level);
            case "binomtest" -> ProportionIntervals.minimumLikelihood(counts, level);
            default -> throw new Unsupported("no interval for a rate is called '" + method + "' here");
        };
    }

    static Answers difference(Input input) {
        Counts first = new Counts(input.count("x1", "count1"), input.count("n1", "nobs1"));
        Counts second = new Counts(input.count("x2", "count2"), input.count("n2", "nobs2"));
        String method = input.method("newcombe");
        String compare = input.has("compare") ? input.word("diff", "compare") : implied(method);
        method = method.replaceFirst("^(riskratio|oddsratio|rr|or)(?=.)", "");
        double level = input.level();
        Result<Estimate> result = switch (compare) {
            case "diff", "difference" -> difference(method, first, second, level, input);
            case "ratio", "rr", "riskratio" -> ratio(method, first, second, level);
            case "oddsratio", "or" -> odds(method, first, second, level);
            default -> throw new Unsupported("we compare two rates by difference, ratio or odds, not " + compare);
        };
        Estimate estimate = value(result);
        return new Answers().interval(estimate).put(estimate.value(), "estimate", "difference", "diff");
    }

    private static Result<Estimate> difference(String method, Counts a, Counts b, double level, Input input) {
        boolean corrected = input.flag(false, "correct", "correction", "continuity");
        return switch (method) {
            case "wald", "normal" ->
                corrected ? ProportionDifferences.waldCorrected(a, b, level) : ProportionDifferences.wald(a, b, level);
            case "waldcc", "waldcorrected" -> ProportionDifferences.waldCorrected(a, b, level);
            case "agresticaffo", "ac" -> ProportionDifferences.agrestiCaffo(a, b, level);
            case "newcombe", "newcomb", "nc" ->
                corrected
                        ? ProportionDifferences.newcombeCorrected(a, b, level)
                        : ProportionDifferences.newcombe(a, b, level);
            case "newcombecc", "nccc", "newcombecorrected" -> ProportionDifferences.newcombeCorrected(a, b, level);
            case "haldane", "ha" -> ProportionDifferences.haldane(a, b, level);
            case "jeffreysperks", "jp" -> ProportionDifferences.jeffreysPerks(a, b, level);
            case "andersonhauck", "hauckanderson", "ah" -> ProportionDifferences.andersonHauck(a, b, level);
            case "mee", "scoremee" -> ScoreDifference.MEE.interval(a, b, level);
            case "miettinennurminen", "mn", "score", "farringtonmanning" ->
                ScoreDifference.MIETTINEN_NURMINEN.interval(a, b, level);
            default -> throw new Unsupported("no interval for a difference of rates is called '" + method + "' here");
        };
    }

    private static String implied(String method) {
        return method.startsWith("riskratio") ? "ratio" : method.startsWith("oddsratio") ? "or" : "diff";
    }

    private static Result<Estimate> odds(String method, Counts a, Counts b, double level) {
        return switch (method) {
            case "logit", "woolf" -> RatioIntervals.oddsLogit(a, b, 0, level);
            case "logitadjusted", "gart" -> RatioIntervals.oddsLogit(a, b, 0.5, level);
            default -> throw new Unsupported("no interval for an odds ratio is called '" + method + "' here");
        };
    }

    private static Result<Estimate> ratio(String method, Counts a, Counts b, double level) {
        return switch (method) {
            case "log", "katz", "katzlog" -> RatioIntervals.log(a, b, level);
            case "logadjusted", "adjustedlog", "walter" -> RatioIntervals.logAdjusted(a, b, level);
            case "score", "koopman", "scorekoopman" -> RatioIntervals.koopman(a, b, level);
            default -> throw new Unsupported("no interval for a ratio of rates is called '" + method + "' here");
        };
    }

    static Answers test(Input input) {
        if (input.has("counts")) {
            return several(input);
        }
        if (input.has("control_x", "treatment_x")) {
            Counts control = new Counts(input.count("control_x"), input.count("control_n"));
            Counts treatment = new Counts(input.count("treatment_x"), input.count("treatment_n"));
            Estimate estimate = value(ProportionDifferences.wald(treatment, control, input.level()));
            TestResult test = value(TwoProportions.pooledZ(treatment, control, 0, input.alternative()));
            return new Answers()
                    .interval(estimate)
                    .put(estimate.value(), "difference")
                    .put(test.statistic() * test.statistic(), "chi_square", "chi2")
                    .test(test, "z");
        }
        if (input.has("x1", "count1")) {
            Counts first = new Counts(input.count("x1", "count1"), input.count("n1", "nobs1"));
            Counts second = new Counts(input.count("x2", "count2"), input.count("n2", "nobs2"));
            return two(input, first, second);
        }
        if (input.node().path("x").isArray()) {
            double[] x = input.numbers("x", "count");
            double[] n = input.numbers("n", "nobs");
            return two(input, new Counts((long) x[0], (long) n[0]), new Counts((long) x[1], (long) n[1]));
        }
        double nullRate = input.number("value", "null", "null_value", "p0");
        boolean atSample = input.word("sample", "variance", "prop_var").startsWith("sample");
        Result<TestResult> test = atSample
                ? TwoProportions.oneSampleZ(input.counts(), nullRate, input.alternative())
                : TwoProportions.oneSampleScore(input.counts(), nullRate, input.alternative());
        return new Answers().test(value(test), "z");
    }

    private static Answers two(Input input, Counts first, Counts second) {
        boolean pooled = !input.word("pooled", "variance", "prop_var").startsWith("unpooled")
                && !input.word("pooled", "variance", "prop_var").startsWith("sample");
        double nullDifference = input.numberOr(0, "value", "null_difference");
        boolean corrected = input.flag(false, "correct", "correction", "continuity");
        TestResult chiSquare = value(
                corrected ? TwoProportions.chiSquareCorrected(first, second) : TwoProportions.chiSquare(first, second));
        TestResult z = value(
                pooled
                        ? TwoProportions.pooledZ(first, second, nullDifference, input.alternative())
                        : TwoProportions.unpooledZ(first, second, nullDifference, input.alternative()));
        Answers answers = new Answers()
                .test(z, "z")
                .put(first.rate() - second.rate(), "difference")
                .put(chiSquare.statistic(), "chi_square", "chi2");
        return corrected && input.alternative() == Alternative.TWO_SIDED
                ? answers.put(chiSquare.pValue(), "p_value")
                : answers;
    }

    /** All pairs in order, two-sided and pooled per pair; and the χ² of homogeneity. */
    private static Answers several(Input input) {
        double[] counts = input.numbers("counts", "count");
        double[] trials = input.numbers("nobs", "n");
        List<Double> pValues = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            for (int j = i + 1; j < counts.length; j++) {
                Counts first = new Counts((long) counts[i], (long) trials[i]);
                Counts second = new Counts((long) counts[j], (long) trials[j]);
                pValues.add(value(TwoProportions.pooledZ(first, second, 0, input.alternative()))
                        .pValue());
            }
        }
        Answers answers = new Answers()
                .put(pValues.stream().mapToDouble(Double::doubleValue).toArray(), "p_values", "pvalues", "pvals_raw");
        List<Counts> arms = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            arms.add(new Counts((long) counts[i], (long) trials[i]));
        }
        TestResult homogeneity = value(TwoProportions.homogeneity(arms));
        return answers.test(homogeneity, "chi_square", "chi2").put(counts.length - 1d, "df");
    }
}
