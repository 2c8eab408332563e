package dev.routeproof.harness.lab.verdicts;

import dev.routeproof.routing.experiment.LedgerBook;
import dev.routeproof.routing.experiment.Propensities;
import dev.routeproof.routing.experiment.Rollout;
import dev.routeproof.routing.experiment.SliceMonitor;
import dev.routeproof.routing.experiment.UnitValue;
import dev.routeproof.routing.experiment.Verdict;
import dev.routeproof.stats.simulate.Cell;
import dev.routeproof.stats.simulate.Figure;
import dev.routeproof.stats.simulate.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The truths with something to find: harm that must be rolled back in time, and a saving that must be promoted. */
final class PowerCells {
    private static final double POWER = 0.80;
    private static final int PATIENCE = 2;
    private static final int PROMOTION_PATIENCE = 3;
    private static final int COMPONENTS = 5;
    private static final List<Double> SHARE = List.of(20.0);

    private PowerCells() {}

    static List<Cell> cells() {
        var cells = new ArrayList<Cell>();
        TrueSlice slice = TrueSlice.alike("code", 0.10).costFactor(0.5);
        for (double points : new double[] {0.03, 0.05, 0.10}) {
            cells.add(harm(
                    String.format(Locale.ROOT, "%.0f points more bad outcomes", points * 100),
                    slice.harm(points),
                    points,
                    UnitValue::bad));
        }
        cells.add(harm("latency 20 % longer", slice.latencyFactor(1.2), 0, UnitValue::slowP95));
        cells.add(benefit(slice));
        return cells;
    }

    private static Cell harm(String what, TrueSlice slice, double effect, ToDoubleFunction<UnitValue> metric) {
        Rollout rollout = TrueRollout.of(0.02);
        TrueLog log = VerdictCells.log(List.of(slice), 0, 0, SHARE);
        FixedUnits pilot = FixedUnits.pilot(log.seed(7), rollout, metric);
        int fixed = pilot.units(effect == 0 ? pilot.difference() : effect, VerdictCells.HARM_ALPHA, POWER);
        return VerdictCells.cell(
                String.format(Locale.ROOT, "%s, 20 %% canary, %,d units (2 × fixed n)", what, PATIENCE * fixed),
                List.of(
                        VerdictCells.share("roll_back", "by 2 × fixed n", new Rule.AtLeast(POWER)),
                        new Figure("median_stop_ratio", "units used over fixed n", Figure.Kind.MEDIAN, new Rule.None()),
                        VerdictCells.share("promotion", "of a harmful candidate", new Rule.AtMost(VerdictCells.ALPHA))),
                random -> {
                    TrueLog drawn = log.users(PATIENCE * fixed).seed(random.nextLong());
                    var watch = new Watch(rollout);
                    Verdict verdict = TrueRun.judge(drawn, rollout, new LedgerBook(), kept -> true, watch::include)
                            .slices()
                            .getFirst()
                            .verdict();
                    return new double[] {
                        VerdictCells.flag(verdict == Verdict.ROLL_BACK),
                        watch.stop / fixed,
                        VerdictCells.flag(verdict == Verdict.PROMOTE)
                    };
                });
    }

    /** Half the price, no worse on anything: how often that is promoted by three times the fixed number. */
    private static Cell benefit(TrueSlice slice) {
        Rollout rollout = TrueRollout.of(0.02);
        TrueLog log = VerdictCells.log(List.of(slice), 0, 0, List.of(50.0));
        double each = 1 - (1 - POWER) / COMPONENTS;
        int fixed = 0;
        List<ToDoubleFunction<UnitValue>> metrics =
                List.of(UnitValue::bad, UnitValue::error, UnitValue::slowP95, UnitValue::slowP99);
        double[] margins = {TrueRollout.MARGIN, TrueRollout.ERROR_MARGIN, 0.02, 0.01};
        for (int i = 0; i < margins.length; i++) {
            fixed = Math.max(
                    fixed,
                    FixedUnits.pilot(log.seed(11), rollout, metrics.get(i))
                            .units(margins[i], VerdictCells.ALPHA, each));
        }
        int units = PROMOTION_PATIENCE * fixed;
        return VerdictCells.cell(
                String.format(Locale.ROOT, "half the price, no worse, at 50 %%, %,d units (3 × fixed n)", units),
                List.of(
                        VerdictCells.share("promotion", "at the registered margins", new Rule.AtLeast(POWER)),
                        VerdictCells.share("false_roll_back", "", new Rule.AtMost(VerdictCells.HARM_ALPHA))),
                random -> {
                    Verdict verdict = TrueRun.judge(log.users(units).seed(random.nextLong()), rollout)
                            .slices()
                            .getFirst()
                            .verdict();
                    return new double[] {
                        VerdictCells.flag(verdict == Verdict.PROMOTE), VerdictCells.flag(verdict == Verdict.ROLL_BACK)
                    };
                });
    }

    /** Counts units until harm is shown. */
    private static final class Watch {
        private final SliceMonitor monitor;
        private int units;
        private double stop = Double.POSITIVE_INFINITY;

        Watch(Rollout rollout) {
            monitor = new SliceMonitor(rollout);
        }

        void include(UnitValue value) {
            if (stop < Double.POSITIVE_INFINITY) {
                return;
            }
            units++;
            double share = value.propensity();
            monitor.observe(value, new Propensities(1 - share, share, 0));
            if (monitor.harmShown()) {
                stop = units;
            }
        }
    }
}
