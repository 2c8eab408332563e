package dev.routeproof.reports.view;

import java.util.List;

/**
 * Routers and single models by cost and accuracy, above or below the line that mixing single models draws.
 *
 * @param costUnit what the cost axis counts, such as "USD per 1,000 prompts"
 * @param line corners of the mix by rising cost; none: nothing is drawn, for costs are not known
 */
public record RouterField(String costUnit, List<Corner> line, List<Point> points) {
    public RouterField {
        line = List.copyOf(line);
        points = List.copyOf(points);
    }

    /** {@code cost} in the unit of the axis. */
    public record Corner(double cost, double accuracy) {}

    /** {@code accuracy} may be without an interval: then both ends are its value. */
    public record Point(String name, Kind kind, double cost, Measure.Measured accuracy) {}

    /** What a point stands for. */
    public enum Kind {
        MODEL,
        ROUTER,
        ORACLE
    }
}
