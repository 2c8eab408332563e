package dev.routeproof.harness.lab.vectors;

import static dev.routeproof.harness.lab.vectors.Answers.value;

import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.Counts;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.mean.MeanTest;
import dev.routeproof.stats.mean.MeanTests;
import dev.routeproof.stats.mean.SampleMean;
import dev.routeproof.stats.reference.AsymptoticSequence;
import dev.routeproof.stats.reference.MixtureBoundary;
import dev.routeproof.stats.reference.QuantileSequentialTest;
import dev.routeproof.stats.reference.RateSequence;
import dev.routeproof.stats.reference.StitchedBoundary;

/** The family of confidence sequences and time-uniform boundaries. */
final class AlwaysValid {
    private AlwaysValid() {}

    static Answers answer(Input input) {
        if (input.has("control", "treatment")) {
            return asymptotic(input);
        }
        double alphaOpt = input.numberOr(0.05, "alpha_opt");
        if (input.has("successes", "trials")) {
            Counts counts = new Counts(input.count("successes"), input.count("trials"));
            Estimate estimate =
                    value(RateSequence.betaBinomial(counts, input.alpha(), input.number("t_opt"), alphaOpt));
            return new Answers().interval(estimate);
        }
        if (input.has("quantile") && input.has("a")) {
            QuantileSequentialTest test =
                    new QuantileSequentialTest(input.number("quantile"), input.number("t_opt"), alphaOpt);
            return new Answers().put((double) value(test.pValue(input.numbers("a"), input.numbers("b"))), "p_value");
        }
        if (input.has("t_min") || input.has("A")) {
            double a = input.numberOr(0.85, "A");
            return new Answers()
                    .put(
                            StitchedBoundary.empiricalProcess(
                                    input.number("t"), input.alpha(), input.number("t_min"), a),
                            "bound");
        }
        double s = input.numberOr(1.4, "stitching_s", "s_stitch");
        double eta = input.numberOr(2, "eta");
        if (input.has("p", "quantile_p") && input.has("t_opt")) {
            return new Answers()
                    .put(
                            StitchedBoundary.doubly(
                                    input.number("p", "quantile_p"),
                                    input.number("t"),
                                    input.alpha(),
                                    input.number("t_opt"),
                                    input.numberOr(0.5, "delta"),
                                    s,
                                    eta),
                            "bound");
        }
        if (input.has("v_min")) {
            double c = input.numberOr(0, "c");
            return new Answers()
                    .put(
                            StitchedBoundary.polynomial(
                                    input.number("v"), input.alpha(), input.number("v_min"), c, s, eta),
                            "bound");
        }
        return mixture(input, alphaOpt);
    }

    private static Answers mixture(Input input, double alphaOpt) {
        double vOpt = input.number("v_opt");
        boolean twoSided = input.has("one_sided", "is_one_sided")
                ? !input.flag(true, "one_sided", "is_one_sided")
                : input.says("two sided") || input.flag(false, "two_sided");
        double rho =
                twoSided ? MixtureBoundary.twoSidedRho(vOpt, alphaOpt) : MixtureBoundary.oneSidedRho(vOpt, alphaOpt);
        Answers answers = new Answers().put(rho, "rho");
        if (!input.has("v")) {
            return answers;
        }
        double oneSidedRho = MixtureBoundary.oneSidedRho(vOpt, alphaOpt);
        MixtureBoundary mixture;
        if (input.has("g", "h")) {
            mixture =
                    MixtureBoundary.BetaBinomial.tuned(vOpt, alphaOpt, input.number("g"), input.number("h"), !twoSided);
        } else if (input.has("c") && input.says("poisson")) {
            mixture = new MixtureBoundary.GammaPoisson(oneSidedRho, input.number("c"));
        } else if (input.has("c")) {
            mixture = new MixtureBoundary.GammaExponential(oneSidedRho, input.number("c"));
        } else {
            mixture = twoSided ? new MixtureBoundary.NormalTwoSided(rho) : new MixtureBoundary.NormalOneSided(rho);
        }
        double v = input.number("v");
        answers.put(mixture.bound(v, input.alpha()), "bound");
        return input.has("s") ? answers.put(mixture.logMixture(input.number("s"), v), "log_mixture") : answers;
    }

    private static Answers asymptotic(Input input) {
        SampleMean control = input.object("control").sample();
        SampleMean treatment = input.object("treatment").sample();
        Alternative alternative = input.has("alternative")
                ? input.alternative()
                : input.says("one sided greater")
                        ? Alternative.GREATER
                        : input.says("one sided lesser") || input.says("one sided less")
                                ? Alternative.LESS
                                : Alternative.TWO_SIDED;
        boolean relative =
                input.word("relative", "difference", "difference_type").equals("relative");
        MeanTests.Hypothesis none = MeanTests.Hypothesis.twoSided(input.level());
        MeanTest moments = value(
                relative ? MeanTests.relative(treatment, control, none) : MeanTests.welch(treatment, control, none));
        double units = input.numberOr(5000, "tuning_parameter", "sequential_tuning_parameter");
        double alpha = input.alpha();
        double rho = input.has("rho")
                ? input.number("rho")
                : alternative == Alternative.TWO_SIDED
                        ? AsymptoticSequence.twoSidedRho(alpha, units)
                        : AsymptoticSequence.oneSidedRho(alpha, units);
        AsymptoticSequence sequence = new AsymptoticSequence(
                moments.estimate(), moments.standardError(), (double) control.n() + treatment.n(), rho);
        double p = value(alternative == Alternative.TWO_SIDED ? sequence.test() : sequence.oneSidedTest(alternative))
                .pValue();
        return new Answers()
                .interval(value(sequence.interval(alpha, alternative)))
                .put(moments.estimate(), "point", "estimate", "expected")
                .put(moments.standardError(), "se", "standard_error")
                .put(p, "p_value", "pvalue");
    }
}
