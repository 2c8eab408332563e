package dev.routeproof.reports.view;

import java.util.List;

/**
 * Cost against quality, one panel for all task types and one for each.
 *
 * @param costUnit what the cost axis counts, such as "USD per 1,000 prompts"
 */
public record Frontier(String costUnit, List<Panel> panels) {
    public Frontier {
        panels = List.copyOf(panels);
    }

    /** {@code title} is "all task types" or a task type's label. */
    public record Panel(String title, List<Point> points) {
        public Panel {
            points = List.copyOf(points);
        }
    }

    /**
     * One model.
     *
     * @param cost in the unit of the axis, 0 or more
     * @param quality share in [0,1]
     * @param onFrontier no other model is at least as good for less
     * @param baseline the model every other is compared with
     */
    public record Point(
            String model,
            double cost,
            boolean costEstimated,
            Measure.Measured quality,
            boolean onFrontier,
            boolean baseline) {}
}
