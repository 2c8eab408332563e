package dev.routeproof.harness.calibrate;

import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.table.Mode;
import dev.routeproof.routing.table.RoutingTable;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.select.Contrasts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proposes a model for every task type and mode: {@code eco} and {@code balanced} the cheapest that is within 5 or 2
 * points of the best with 90 % posterior probability, {@code sport} the best expected quality with near-ties going to the
 * faster. A cell changes only when the data say so.
 */
public final class Calibrator {
    private Calibrator() {}

    /** {@code current} null: proposes from scratch. Deterministic: the seed is the run's. */
    public static Calibration calibrate(Analysis analysis, @Nullable RoutingTable current) {
        List<Cell> cells = new ArrayList<>();
        List<Judged> judged = new ArrayList<>();
        for (String taskType : analysis.taskTypes()) {
            Slice slice = Slice.of(analysis, taskType);
            long seed = analysis.data().run().seed() * 31 + taskType.hashCode();
            switch (slice.contrasts()) {
                case Result.Value<Contrasts>(Contrasts contrasts) -> {
                    Judged one = new Judged(slice, contrasts, seed);
                    judged.add(one);
                    for (Mode mode : Mode.values()) {
                        cells.add(CellRule.decide(one, mode, route(current, taskType, mode)));
                    }
                }
                case Result.NotEstimable<Contrasts>(String reason) -> {
                    for (Mode mode : Mode.values()) {
                        cells.add(undecided(slice, mode, route(current, taskType, mode), reason));
                    }
                }
            }
        }
        String doNotRoute = judged.size() == analysis.taskTypes().size() ? OneModel.servesAll(judged) : null;
        return new Calibration(cells, doNotRoute);
    }

    private static @Nullable String route(@Nullable RoutingTable table, String taskType, Mode mode) {
        if (table == null) {
            return null;
        }
        ModelId model = table.route(new TaskType(taskType), mode);
        return model.value();
    }

    private static Cell undecided(Slice slice, Mode mode, @Nullable String current, String reason) {
        String only =
                slice.contenders().size() == 1 ? slice.contenders().getFirst().model() : null;
        return new Cell(
                slice.taskType(),
                mode,
                current,
                current == null ? only : current,
                Cell.State.UNDECIDED,
                (current == null ? "Not decided: " : "Kept: not enough data; ") + reason + ".",
                slice.n(),
                List.of(),
                null,
                null,
                null);
    }
}
