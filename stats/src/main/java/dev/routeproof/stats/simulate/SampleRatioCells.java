package dev.routeproof.stats.simulate;

import dev.routeproof.stats.sequential.SampleRatioBet;
import java.util.List;
import java.util.random.RandomGenerator;

/** S5: the sequential sample-ratio test with nothing lost, and with a tenth of the candidate's units lost. */
final class SampleRatioCells {
    private static final double ALPHA = 0.005;
    /** The 1 − α quantile of χ² with one degree of freedom. */
    private static final double CHI_SQUARE = 7.879438576622417;

    private static final int UNITS = 20_000;
    private static final int FOUND_BY = 6_000;
    private static final int FEWEST = 50;

    private SampleRatioCells() {}

    static List<Cell> cells() {
        return List.of(nothingLost(0.5), nothingLost(0.05), tenthLost());
    }

    private static Cell nothingLost(double pi) {
        return new Cell(
                "S5",
                "nothing lost",
                Double.NaN,
                pi,
                0,
                UNITS,
                random -> {
                    double[] stops = stops(random, pi, pi, UNITS);
                    return new double[] {Stopped.flag(stops[0] <= UNITS), Stopped.flag(stops[1] <= UNITS)};
                },
                List.of(
                        Figure.atMost("false_alarm", "sample-ratio bet", ALPHA),
                        Figure.usual("false_alarm", "χ² at every unit")));
    }

    private static Cell tenthLost() {
        return new Cell(
                "S5",
                "10 % of the candidate's units lost",
                Double.NaN,
                0.5,
                -0.1,
                UNITS,
                random -> {
                    double[] stops = stops(random, 0.5, 0.45 / 0.95, UNITS);
                    return new double[] {
                        stops[0], Stopped.flag(stops[0] <= FOUND_BY), Stopped.flag(stops[0] <= UNITS), stops[1]
                    };
                },
                List.of(
                        Figure.medianAtMost("median_stop", "sample-ratio bet, units", FOUND_BY),
                        new Figure("found_by_6000", "sample-ratio bet", Figure.Kind.SHARE, new Rule.None()),
                        Figure.atLeast("power", "sample-ratio bet, by 20,000 units", 0.99),
                        Figure.usualMedian("median_stop", "χ² at every unit")));
    }

    private static double[] stops(RandomGenerator random, double assigned, double actual, int units) {
        SampleRatioBet bet = new SampleRatioBet(1 - assigned, assigned);
        double betStop = Double.POSITIVE_INFINITY;
        double chiStop = Double.POSITIVE_INFINITY;
        double candidates = 0;
        for (int unit = 1; unit <= units && (betStop > units || chiStop > units); unit++) {
            boolean candidate = random.nextDouble() < actual;
            bet.observe(candidate ? 1 : 0);
            candidates += candidate ? 1 : 0;
            if (betStop > units && Stopped.at(bet.evidence(), ALPHA)) {
                betStop = unit;
            }
            double excess = candidates - assigned * unit;
            if (chiStop > units
                    && unit >= FEWEST
                    && excess * excess / (assigned * (1 - assigned) * unit) > CHI_SQUARE) {
                chiStop = unit;
            }
        }
        return new double[] {betStop, chiStop};
    }
}
