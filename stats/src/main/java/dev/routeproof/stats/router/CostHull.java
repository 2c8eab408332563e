package dev.routeproof.stats.router;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The best quality that money buys by drawing at random between the points of a router, and answering nothing for nothing:
 * RouterBench's non-decreasing convex hull (arXiv 2403.12031). It begins at cost 0 with quality 0, or with the best point
 * that is free, rises ever more slowly, and stays level beyond its last corner.
 */
public final class CostHull {
    private final List<Corner> corners;

    private CostHull(List<Corner> corners) {
        this.corners = List.copyOf(corners);
    }

    /** A point of the hull at which its slope changes. */
    public record Corner(double cost, double quality) {}

    /**
     * The hull of points.
     *
     * @param costs 0 or more, in any unit
     * @param qualities one for each cost, 0 or more
     */
    public static CostHull of(double[] costs, double[] qualities) {
        if (costs.length != qualities.length) {
            throw new IllegalArgumentException(costs.length + " costs but " + qualities.length + " qualities");
        }
        List<Corner> points = new ArrayList<>();
        points.add(new Corner(0, 0));
        IntStream.range(0, costs.length)
                .mapToObj(i -> new Corner(costs[i], qualities[i]))
                .forEach(points::add);
        points.sort(Comparator.comparingDouble(Corner::cost)
                .thenComparing(Comparator.comparingDouble(Corner::quality).reversed()));
        List<Corner> hull = new ArrayList<>();
        for (Corner point : points) {
            if (hull.isEmpty() || point.quality > hull.getLast().quality) {
                while (hull.size() > 1 && !bends(hull.get(hull.size() - 2), hull.getLast(), point)) {
                    hull.removeLast();
                }
                hull.add(point);
            }
        }
        return new CostHull(hull);
    }

    /** The way from {@code a} to {@code c} passes below {@code b}. */
    private static boolean bends(Corner a, Corner b, Corner c) {
        return (b.quality - a.quality) * (c.cost - a.cost) > (c.quality - a.quality) * (b.cost - a.cost);
    }

    /** By rising cost; at least one. */
    public List<Corner> corners() {
        return corners;
    }

    /** The quality that {@code cost} buys, 0 or more. */
    public double at(double cost) {
        Corner before = corners.getFirst();
        for (Corner corner : corners) {
            if (corner.cost >= cost) {
                return corner.cost == before.cost
                        ? corner.quality
                        : before.quality
                                + (corner.quality - before.quality)
                                        * (cost - before.cost)
                                        / (corner.cost - before.cost);
            }
            before = corner;
        }
        return before.quality;
    }

    /**
     * Average improvement in quality, AIQ: the hull's mean height between two costs, 1/(to - from) ∫ R̃ dc; its height where
     * the two are one.
     */
    public double aiq(double from, double to) {
        if (to <= from) {
            return at(from);
        }
        double area = 0;
        double cost = from;
        double height = at(from);
        for (Corner corner : corners) {
            if (corner.cost > cost && corner.cost < to) {
                area += (corner.cost - cost) * (height + corner.quality) / 2;
                cost = corner.cost;
                height = corner.quality;
            }
        }
        area += (to - cost) * (height + at(to)) / 2;
        return area / (to - from);
    }
}
