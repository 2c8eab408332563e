package dev.routeproof.harness.lab.vectors;

import static dev.routeproof.harness.lab.vectors.Answers.value;

import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.power.SampleSize;
import dev.routeproof.stats.power.TestPower;
import java.util.function.DoubleUnaryOperator;

/** Families about the power of tests, and the size that a wanted power needs. */
final class Powers {
    private Powers() {}

    static Answers chiSquare(Input input) {
        double w = input.number("w", "effect_size", "effect");
        double df = input.has("df") ? input.number("df") : input.number("n_bins", "k") - 1;
        return powerOrSize(input, n -> TestPower.chiSquare(w, n, df, input.alpha()), "n", "nobs");
    }

    static Answers t(Input input) {
        double d = input.number("effect_d", "d", "effect_size");
        Alternative alternative = input.alternative();
        if (!input.has("n2", "ratio")
                && (input.says("one sample") || input.says("paired") || input.says("TTPowerOneS"))) {
            return powerOrSize(input, n -> TestPower.oneSampleT(d, n, input.alpha(), alternative), "n", "n1", "nobs");
        }
        double ratio = input.has("n2") && input.has("n1")
                ? input.number("n2") / input.number("n1")
                : input.numberOr(1, "ratio", "ratio_n2_over_n1");
        return powerOrSize(
                input,
                n -> TestPower.twoSampleT(d, n, n * ratio, input.alpha(), alternative),
                "n1",
                "n",
                "nobs1",
                "n_per_group");
    }

    static Answers twoProportions(Input input) {
        double alpha = input.alpha();
        Alternative alternative = input.alternative();
        double ratio = input.numberOr(1, "ratio_n2_over_n1", "ratio");
        if (input.has("effect_h", "h") || (input.has("effect_size") && !input.has("diff"))) {
            double h = input.number("effect_h", "h", "effect_size");
            return powerOrSize(
                    input,
                    n -> ratio == 0
                            ? TestPower.z(h * Math.sqrt(n), alpha, alternative)
                            : TestPower.arcsine(h, n, n * ratio, alpha, alternative),
                    "n_per_group",
                    "n1",
                    "nobs1",
                    "n");
        }
        double p2 = input.number("prop2", "p2");
        double p1 = input.has("p1", "prop1") ? input.number("p1", "prop1") : p2 + input.number("diff");
        double nullDifference = input.numberOr(0, "value", "null_difference");
        Answers answers = input.has("n1", "n", "nobs1", "n_per_group", "power")
                ? powerOrSize(
                        input,
                        n -> TestPower.twoProportions(p1, p2, n, n * ratio, nullDifference, alpha, alternative),
                        "n1",
                        "n",
                        "nobs1",
                        "n_per_group")
                : new Answers();
        return answers.put(TestPower.arcsineEffect(p1, p2), "h", "effect_size", "effect_h");
    }

    private static Answers powerOrSize(Input input, DoubleUnaryOperator powerOfN, String... sizes) {
        if (input.has(sizes)) {
            return new Answers().put(powerOfN.applyAsDouble(input.number(sizes)), "power");
        }
        double n = value(SampleSize.forPower(powerOfN, input.number("power")));
        return new Answers().put(n, sizes).put(n, "nobs", "n_per_group", "sample_size");
    }
}
