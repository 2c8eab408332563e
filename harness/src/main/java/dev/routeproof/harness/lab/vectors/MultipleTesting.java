package dev.routeproof.harness.lab.vectors;

import dev.routeproof.stats.multiple.AdjustedPValues;
import dev.routeproof.stats.multiple.EValues;

/** Families about several tests at once. */
final class MultipleTesting {
    private MultipleTesting() {}

    static Answers answer(Input input) {
        if (input.has("e_values")) {
            boolean[] rejected = EValues.benjaminiHochberg(input.alpha(), input.numbers("e_values"));
            double[] asNumbers = new double[rejected.length];
            for (int i = 0; i < rejected.length; i++) {
                asNumbers[i] = rejected[i] ? 1 : 0;
            }
            return new Answers().put(asNumbers, "rejected", "reject");
        }
        double[] adjusted = procedure(input).adjust(input.numbers("p_values", "pvalues", "p", "raw"));
        double[] rejected = new double[adjusted.length];
        for (int i = 0; i < rejected.length; i++) {
            rejected[i] = adjusted[i] <= input.alpha() ? 1 : 0;
        }
        return new Answers()
                .put(adjusted, "adjusted", "p_adjusted", "adjusted_p_values")
                .put(rejected, "rejected");
    }

    private static AdjustedPValues procedure(Input input) {
        return switch (input.word("holm", "method")) {
            case "bonferroni", "b" -> AdjustedPValues.BONFERRONI;
            case "sidak", "sidakss", "s", "sidaksinglestep" -> AdjustedPValues.SIDAK;
            case "holm", "h" -> AdjustedPValues.HOLM;
            case "holmsidak", "hs", "sidaksd", "sidakstepdown" -> AdjustedPValues.HOLM_SIDAK;
            case "hochberg", "simeshochberg", "sh" -> AdjustedPValues.HOCHBERG;
            case "hommel", "ho" -> AdjustedPValues.HOMMEL;
            case "bh", "fdrbh", "fdr", "benjaminihochberg", "fdri" -> AdjustedPValues.BENJAMINI_HOCHBERG;
            case "by", "fdrby", "benjaminiyekutieli", "fdrn" -> AdjustedPValues.BENJAMINI_YEKUTIELI;
            default -> throw new Unsupported("no adjustment is called '" + input.text("method") + "' here");
        };
    }
}
