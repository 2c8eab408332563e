package dev.routeproof.harness.report;

import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.routing.table.RoutingTable;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The model every other is compared with. */
final class Baseline {
    private Baseline() {}

    /**
     * The current table's default where it was measured; else the most expensive model, which is what a team without a
     * router usually calls. Never the observed best: that choice would favour the baseline by chance.
     */
    static String of(Analysis analysis, @Nullable RoutingTable current) {
        if (current != null && analysis.models().contains(current.standard().value())) {
            return current.standard().value();
        }
        return analysis.models().stream()
                .max(Comparator.comparingDouble(model -> cost(analysis, model)))
                .orElse("");
    }

    private static double cost(Analysis analysis, String model) {
        return analysis.summary(model, Analysis.ALL)
                .map(summary -> summary.costPer1000() == null ? Double.valueOf(-1) : summary.costPer1000())
                .orElse(-1.0);
    }
}
