package dev.routeproof.stats.simulate;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.sequential.DifferenceSequence;
import dev.routeproof.stats.sequential.MarginBet;
import java.util.ArrayList;
import java.util.List;

/** S2: the non-inferiority bet at its margin and under equality, and the path-wise coverage of the interval. */
final class MarginCells {
    private static final double ALPHA = 0.05;
    private static final double MARGIN = 0.05;
    private static final double BAD = 0.15;
    private static final int UNITS = 5_000;
    private static final int PATIENCE = 3;

    private MarginCells() {}

    static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (double pi : new double[] {0.5, 0.05}) {
            for (Shape shape : Shape.values()) {
                cells.add(falsePass(pi, shape));
            }
        }
        for (double pi : new double[] {0.5, 0.1}) {
            cells.add(power(pi));
        }
        for (double pi : new double[] {0.5, 0.05}) {
            cells.add(coverage(pi));
        }
        return cells;
    }

    private static Cell falsePass(double pi, Shape shape) {
        Trial trial = random -> {
            MarginBet bet = new MarginBet(MARGIN);
            WatchedMeans means = new WatchedMeans(2 * ALPHA);
            boolean zTest = false;
            boolean sequence = false;
            int epoch = 0;
            for (int unit = 0; unit < UNITS; unit++) {
                if (shape.epoch(unit, UNITS) != epoch) {
                    epoch = shape.epoch(unit, UNITS);
                    bet.startEpoch();
                }
                double share = shape.share(pi, epoch);
                double baseline = shape.rate(BAD, epoch);
                boolean candidate = random.nextDouble() < share;
                double value = random.nextDouble() < (candidate ? baseline + MARGIN : baseline) ? 1 : 0;
                bet.observe(candidate, value, share);
                means.include(candidate, value);
                if (means.enough()) {
                    zTest |= means.z(MARGIN) < -WatchedMeans.Z_ONE_SIDED;
                    sequence = sequence || means.difference() + means.sequenceHalfWidth() < MARGIN;
                }
            }
            return new double[] {
                Stopped.flag(Stopped.at(bet.evidence(), ALPHA)), Stopped.flag(zTest), Stopped.flag(sequence)
            };
        };
        return new Cell(
                "S2",
                "harm of the margin, " + shape.words(),
                BAD,
                pi,
                MARGIN,
                UNITS,
                trial,
                List.of(
                        Figure.atMost("false_pass", "margin bet", ALPHA),
                        Figure.usual("false_pass", "z-test at every unit"),
                        Figure.usual("false_pass", "asymptotic sequence")));
    }

    private static Cell power(double pi) {
        double fixed = FixedSize.units(BAD, BAD, pi, MARGIN);
        int horizon = (int) Math.floor(PATIENCE * fixed);
        Trial trial = random -> {
            MarginBet bet = new MarginBet(MARGIN);
            WatchedMeans means = new WatchedMeans(2 * ALPHA);
            double stop = Double.POSITIVE_INFINITY;
            double sequenceStop = Double.POSITIVE_INFINITY;
            for (int unit = 1; unit <= horizon && (stop > horizon || sequenceStop > horizon); unit++) {
                boolean candidate = random.nextDouble() < pi;
                double value = random.nextDouble() < BAD ? 1 : 0;
                bet.observe(candidate, value, pi);
                means.include(candidate, value);
                if (stop > horizon && Stopped.at(bet.evidence(), ALPHA)) {
                    stop = unit;
                }
                if (sequenceStop > horizon
                        && means.enough()
                        && means.difference() + means.sequenceHalfWidth() < MARGIN) {
                    sequenceStop = unit;
                }
            }
            return new double[] {
                Stopped.flag(stop <= horizon), stop / fixed, Stopped.flag(sequenceStop <= horizon), sequenceStop / fixed
            };
        };
        return new Cell(
                "S2",
                "equal arms, margin 0.05",
                BAD,
                pi,
                0,
                horizon,
                trial,
                List.of(
                        Figure.atLeast("power", "margin bet, by 3 × fixed n", 0.80),
                        new Figure("median_stop_ratio", "margin bet", Figure.Kind.MEDIAN, new Rule.None()),
                        Figure.usual("power", "asymptotic sequence, by 3 × fixed n"),
                        Figure.usualMedian("median_stop_ratio", "asymptotic sequence")));
    }

    private static Cell coverage(double pi) {
        Trial trial = random -> {
            DifferenceSequence interval = new DifferenceSequence(ALPHA / 2);
            WatchedMeans means = new WatchedMeans(ALPHA);
            boolean wald = true;
            boolean sequence = true;
            for (int unit = 0; unit < UNITS; unit++) {
                boolean candidate = random.nextDouble() < pi;
                double value = random.nextDouble() < (candidate ? BAD + MARGIN : BAD) ? 1 : 0;
                interval.observe(candidate, value, pi);
                means.include(candidate, value);
                if (means.enough()) {
                    wald = wald && Math.abs(means.z(MARGIN)) <= WatchedMeans.Z_TWO_SIDED;
                    sequence = sequence && Math.abs(means.difference() - MARGIN) <= means.sequenceHalfWidth();
                }
            }
            boolean held = interval.estimate() instanceof Result.Value<Estimate>(Estimate e)
                    && e.low() <= MARGIN
                    && MARGIN <= e.high();
            return new double[] {Stopped.flag(held), Stopped.flag(wald), Stopped.flag(sequence)};
        };
        return new Cell(
                "S2",
                "coverage of the whole path",
                BAD,
                pi,
                MARGIN,
                UNITS,
                trial,
                List.of(
                        Figure.atLeast("coverage", "difference sequence, 95 %", 1 - ALPHA),
                        Figure.usual("coverage", "Wald interval at every unit"),
                        Figure.usual("coverage", "asymptotic sequence")));
    }
}
