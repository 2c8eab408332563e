package dev.routeproof.harness.lab.vectors;

import static dev.routeproof.harness.lab.vectors.Answers.value;

import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.groupsequential.Boundary;
import dev.routeproof.stats.groupsequential.Spending;
import dev.routeproof.stats.mean.MeanTest;
import dev.routeproof.stats.mean.MeanTests;
import dev.routeproof.stats.mean.SampleMean;
import java.util.Arrays;

/** The family of group-sequential boundaries and the intervals adjusted by them. */
final class GroupSequential {
    /** The exponent that the Spotify convention spends by: α t². */
    private static final Spending QUADRATIC = new Spending.Power(2);

    private GroupSequential() {}

    static Answers answer(Input input) {
        return input.has("control") ? interval(input) : boundary(input);
    }

    /** One look at the data so far: the interval at the α that the boundary leaves for this look. */
    private static Answers interval(Input input) {
        SampleMean control = input.object("control").sample();
        SampleMean treatment = input.object("treatment").sample();
        double units = (double) control.n() + treatment.n();
        double fraction = units / Math.max(units, input.number("expected_final_n", "final_expected_sample_size"));
        Alternative alternative = input.has("preferred_direction")
                ? input.word("increase", "preferred_direction").equals("increase")
                        ? Alternative.GREATER
                        : Alternative.LESS
                : input.alternative();
        double alpha = input.alpha() / input.numberOr(1, "comparisons", "n_comparisons");
        Boundary boundary =
                value(Boundary.of(new double[] {fraction}, alpha, alternative == Alternative.TWO_SIDED, QUADRATIC));
        double adjusted = boundary.nominalAlpha(0);
        MeanTest test = value(MeanTests.z(treatment, control, new MeanTests.Hypothesis(0, alternative, 1 - adjusted)));
        double[] ends = {test.interval().low(), test.interval().high()};
        return new Answers()
                .interval(test.interval())
                .put(ends, "adjusted_ci")
                .put(ends[0], "adjusted_lower")
                .put(ends[1], "adjusted_upper")
                .put(adjusted, "adjusted_alpha")
                .put(boundary.bounds().getFirst(), "bound", "z")
                .put(test.estimate(), "difference");
    }

    private static Answers boundary(Input input) {
        double[] fractions = fractions(input);
        boolean spotify = input.has("final_expected_sample_size", "expected_final_n", "total_expected_users");
        String spending = input.word(
                spotify ? "t2" : "obf",
                "spending",
                "spending_function",
                "function",
                "method",
                "asf",
                "iuse",
                "type",
                "sfu");
        boolean twoSided = twoSided(input);
        double alpha = input.alpha();
        Boundary boundary = value(
                switch (spending) {
                    case "obrienflemingclassic", "obfclassic", "classicobrienfleming", "of", "wtof" ->
                        Boundary.wangTsiatis(fractions, alpha, twoSided, 0);
                    case "pocockclassic", "classicpocock", "p" -> Boundary.wangTsiatis(fractions, alpha, twoSided, 0.5);
                    case "wangtsiatis", "wt" ->
                        Boundary.wangTsiatis(fractions, alpha, twoSided, input.number("delta", "shape"));
                    default -> Boundary.of(fractions, alpha, twoSided, spending(spending, input));
                });
        double[] nominal = new double[fractions.length];
        double[] increments = new double[fractions.length];
        double[] spent =
                boundary.spent().stream().mapToDouble(Double::doubleValue).toArray();
        double[] bounds =
                boundary.bounds().stream().mapToDouble(Double::doubleValue).toArray();
        for (int k = 0; k < nominal.length; k++) {
            nominal[k] = boundary.nominalAlpha(k);
            increments[k] = spent[k] - (k == 0 ? 0 : spent[k - 1]);
        }
        double[] lower = Arrays.stream(bounds).map(z -> -z).toArray();
        return new Answers()
                .put(bounds, "bounds", "z", "upper_bounds", "upper", "boundary", "boundaries", "critical_values", "zb")
                .put(lower, "lower_bounds", "lower", "za")
                .put(bounds[bounds.length - 1], "last_bound", "final_bound", "final_z")
                .put(bounds[0], "first_bound", "bound")
                .put(nominal, "nominal_p", "nominal_alpha", "adjusted_alpha", "stage_levels")
                .put(spent, "cumulative_alpha", "alpha_spent", "function_value", "exit_probability")
                .put(increments, "spend", "increments", "differences");
    }

    private static boolean twoSided(Input input) {
        return switch (input.word("two-sided", "sides", "side", "sided", "alternative")) {
            case "2", "two", "twosided", "both" -> true;
            case "1", "one", "onesided", "greater", "less", "upper" -> false;
            default -> throw new Unsupported("sides '" + input.text("sides", "side", "sided", "alternative") + "'");
        };
    }

    private static double[] fractions(Input input) {
        if (input.has("looks", "k", "n_looks", "analyses", "stages")
                && !input.has("t", "information", "information_fractions")) {
            int looks = (int) input.count("looks", "k", "n_looks", "analyses", "stages");
            double[] equal = new double[looks];
            for (int i = 0; i < looks; i++) {
                equal[i] = (i + 1d) / looks;
            }
            return equal;
        }
        if (input.has("sample_sizes", "counts")) {
            double[] sizes = input.numbers("sample_sizes", "counts");
            double expected = input.number("expected_final_n", "final_expected_sample_size");
            double most = Math.max(expected, sizes[sizes.length - 1]);
            return Arrays.stream(sizes).map(n -> n / most).toArray();
        }
        if (input.has("n_control", "count_1")) {
            double[] sizes = input.numbers("n_control", "count_1");
            double[] others = input.numbers("n_treatment", "count_2");
            Arrays.setAll(sizes, k -> sizes[k] + others[k]);
            double most = Math.max(
                    input.number("expected_final_n", "final_expected_sample_size", "total_expected_users"),
                    sizes[sizes.length - 1]);
            return Arrays.stream(sizes).map(n -> n / most).toArray();
        }
        return input.numbers(
                "t",
                "information",
                "information_fractions",
                "information_fraction",
                "fractions",
                "timing",
                "information_rates",
                "times");
    }

    private static Spending spending(String name, Input input) {
        return switch (name) {
            case "obf", "obrienfleming", "ldobf", "landemetsobrienfleming", "asof", "1", "sfldof", "of1" ->
                new Spending.ObrienFleming();
            case "pocock", "ldpocock", "landemetspocock", "asp", "2", "sfldpocock" -> new Spending.Pocock();
            case "power", "powerfamily", "kimdemets", "3", "askd", "sfpower", "alphat2", "t2" ->
                new Spending.Power(input.numberOr(
                        input.has("final_expected_sample_size", "expected_final_n") || name.endsWith("2") ? 2 : 1,
                        "phi",
                        "rho",
                        "exponent",
                        "gamma"));
            case "hsd", "hwangshihdecani", "4", "ashsd", "sfhsd", "ep" ->
                new Spending.HwangShihDecani(input.number("gamma", "phi"));
            default -> throw new Unsupported("no spending function is called '" + name + "' here");
        };
    }
}
