package dev.routeproof.stats.simulate;

import dev.routeproof.stats.sequential.AssignmentBet;
import dev.routeproof.stats.sequential.Sides;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** S1: the assignment bet under an A/A, and how soon it finds the planned effect, with a look after every unit. */
final class HarmCells {
    private static final double ALPHA = 0.05;
    private static final int UNITS = 5_000;
    private static final double PATIENCE = 1.75;

    private HarmCells() {}

    static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (double p : new double[] {0.5, 0.9, 0.98}) {
            for (double pi : new double[] {0.5, 0.05}) {
                for (Shape shape : Shape.values()) {
                    cells.add(falseAlarm(p, pi, shape));
                }
            }
        }
        for (double[] rates : new double[][] {{0.80, 0.86}, {0.90, 0.93}}) {
            for (double pi : new double[] {0.5, 0.1}) {
                cells.add(power(rates[0], rates[1], pi));
            }
        }
        return cells;
    }

    private static Cell falseAlarm(double p, double pi, Shape shape) {
        double effect = p > 0.95 ? 0.01 : 0.03;
        Trial trial = random -> {
            AssignmentBet oneSided = new AssignmentBet(Sides.HIGHER, effect);
            AssignmentBet twoSided = new AssignmentBet(Sides.BOTH, effect);
            WatchedMeans means = new WatchedMeans(ALPHA);
            boolean zTest = false;
            boolean sequence = false;
            int epoch = 0;
            for (int unit = 0; unit < UNITS; unit++) {
                int now = shape.epoch(unit, UNITS);
                if (now != epoch) {
                    epoch = now;
                    oneSided.startEpoch();
                    twoSided.startEpoch();
                }
                double share = shape.share(pi, epoch);
                boolean candidate = random.nextDouble() < share;
                double value = random.nextDouble() < shape.rate(p, epoch) ? 1 : 0;
                oneSided.observe(candidate, value, share);
                twoSided.observe(candidate, value, share);
                means.include(candidate, value);
                if (means.enough()) {
                    zTest |= Math.abs(means.z(0)) > WatchedMeans.Z_TWO_SIDED;
                    sequence = sequence || Math.abs(means.difference()) > means.sequenceHalfWidth();
                }
            }
            return new double[] {
                Stopped.flag(Stopped.at(oneSided.evidence(), ALPHA)),
                Stopped.flag(Stopped.at(twoSided.evidence(), ALPHA)),
                Stopped.flag(zTest),
                Stopped.flag(sequence)
            };
        };
        return new Cell(
                "S1",
                shape.words(),
                p,
                pi,
                0,
                UNITS,
                trial,
                List.of(
                        Figure.atMost("false_alarm", "assignment bet", ALPHA),
                        Figure.atMost("false_alarm", "assignment bet, two-sided", ALPHA),
                        Figure.usual("false_alarm", "z-test at every unit"),
                        Figure.usual("false_alarm", "asymptotic sequence")));
    }

    private static Cell power(double baseline, double candidateRate, double pi) {
        double effect = candidateRate - baseline;
        double fixed = FixedSize.units(baseline, candidateRate, pi, effect);
        int horizon = (int) Math.floor(PATIENCE * fixed);
        Trial trial = random -> powerRun(random, baseline, candidateRate, pi, fixed, horizon);
        return new Cell(
                "S1",
                "constant",
                baseline,
                pi,
                effect,
                horizon,
                trial,
                List.of(
                        Figure.atLeast("power", "assignment bet, by 1.75 × fixed n", 0.80),
                        Figure.medianAtMost("median_stop_ratio", "assignment bet", 0.90),
                        Figure.usual("power", "z-test, one look at fixed n"),
                        Figure.usual("power", "asymptotic sequence, by 1.75 × fixed n"),
                        Figure.usualMedian("median_stop_ratio", "asymptotic sequence")));
    }

    private static double[] powerRun(
            RandomGenerator random, double baseline, double candidateRate, double pi, double fixed, int horizon) {
        AssignmentBet bet = new AssignmentBet(Sides.HIGHER, candidateRate - baseline);
        WatchedMeans means = new WatchedMeans(2 * ALPHA);
        double betStop = Double.POSITIVE_INFINITY;
        double sequenceStop = Double.POSITIVE_INFINITY;
        double planned = 0;
        for (int unit = 1; unit <= horizon; unit++) {
            boolean candidate = random.nextDouble() < pi;
            double value = random.nextDouble() < (candidate ? candidateRate : baseline) ? 1 : 0;
            bet.observe(candidate, value, pi);
            means.include(candidate, value);
            if (betStop > horizon && Stopped.at(bet.evidence(), ALPHA)) {
                betStop = unit;
            }
            if (sequenceStop > horizon && means.enough() && means.difference() > means.sequenceHalfWidth()) {
                sequenceStop = unit;
            }
            if (unit == (int) Math.ceil(fixed)) {
                planned = Stopped.flag(means.z(0) > WatchedMeans.Z_ONE_SIDED);
            }
        }
        return new double[] {
            Stopped.flag(betStop <= horizon),
            betStop / fixed,
            planned,
            Stopped.flag(sequenceStop <= horizon),
            sequenceStop / fixed
        };
    }
}
