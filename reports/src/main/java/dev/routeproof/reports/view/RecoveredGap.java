package dev.routeproof.reports.view;

import java.util.List;

/**
 * How much of the gap between a weak and a strong model each router recovers as more prompts go to the strong one.
 *
 * @param curves none: no router gives an order
 */
public record RecoveredGap(String weak, String strong, List<Curve> curves) {
    public RecoveredGap {
        curves = List.copyOf(curves);
    }

    /** {@code points} by rising share, from (0, 0) to (1, 1). */
    public record Curve(String name, List<Point> points) {
        public Curve {
            points = List.copyOf(points);
        }
    }

    /** Shares; {@code recovered} may lie outside [0,1]. */
    public record Point(double share, double recovered) {}
}
