package dev.routeproof.harness.calibrate;

import dev.routeproof.reports.view.Figures;
import dev.routeproof.routing.table.Mode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out whether one model does as well as a routed table. */
final class OneModel {
    private static final double MARGIN = Objective.margin(Mode.BALANCED);

    private OneModel() {}

    /**
     * The sentence that says not to route: one model is within the balanced margin of the best on every task type with
     * 90 % probability, and the routed table would save less than 5 % over it. Null where routing pays or cannot be told.
     */
    static @Nullable String servesAll(List<Judged> slices) {
        double routed = 0;
        for (Judged slice : slices) {
            var pick = slice.cheapestWithin(MARGIN);
            if (!slice.slice().priced() || pick.isEmpty()) {
                return null;
            }
            routed += cost(slice, pick.getAsInt());
        }
        for (Contender contender : slices.getFirst().slice().contenders()) {
            double single = costOfServingAll(slices, contender.model());
            if (single >= 0 && routed >= (1 - Objective.LEAST_SAVING) * single) {
                return contender.model()
                        + " alone is within 2 points of the best on every task type; routing would save "
                        + new Figures().probability(single == 0 ? 0 : Math.max(0, 1 - routed / single)) + " over it.";
            }
        }
        return null;
    }

    /** −1 where the model does not qualify everywhere. */
    private static double costOfServingAll(List<Judged> slices, String model) {
        double sum = 0;
        for (Judged slice : slices) {
            int index = slice.slice().indexOf(model);
            if (index < 0 || slice.posterior().withinOfBest(index, MARGIN) < Objective.SURE) {
                return -1;
            }
            sum += cost(slice, index);
        }
        return sum;
    }

    private static double cost(Judged slice, int index) {
        Double cost = slice.slice().contenders().get(index).costUsd();
        return (cost == null ? 0 : cost) * slice.slice().n();
    }
}
