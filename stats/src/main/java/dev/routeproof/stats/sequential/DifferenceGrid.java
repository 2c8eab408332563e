package dev.routeproof.stats.sequential;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The differences a {@link DifferenceSequence} tries: dense near 0, where decisions are made. */
final class DifferenceGrid {
    private static final double[] POINTS = build();

    private DifferenceGrid() {}

    /** In increasing order, symmetric around 0, within (−1,1). */
    static double[] points() {
        return POINTS;
    }

    static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] build() {
        double[] positive = IntStream.rangeClosed(1, 100 + 75 + 39)
                .mapToDouble(DifferenceGrid::distance)
                .toArray();
        return DoubleStream.concat(
                        DoubleStream.of(0),
                        DoubleStream.concat(
                                Arrays.stream(positive), Arrays.stream(positive).map(d -> -d)))
                .sorted()
                .toArray();
    }

    private static double distance(int step) {
        if (step <= 100) {
            return step * 0.0005;
        }
        return step <= 175 ? 0.05 + (step - 100) * 0.002 : 0.2 + (step - 175) * 0.02;
    }
}
