package dev.routeproof.harness.report;

import dev.routeproof.harness.calibrate.Calibration;
import dev.routeproof.harness.calibrate.Cell;
import dev.routeproof.reports.view.Measure;
import dev.routeproof.reports.view.RouteTable;
import dev.routeproof.routing.table.Mode;
import dev.routeproof.routing.table.RoutingTable;
import dev.routeproof.stats.Estimate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The task × mode table. */
final class RoutesPart {
    private RoutesPart() {}

    static RouteTable of(Calibration calibration, @Nullable RoutingTable current) {
        List<RouteTable.Row> rows = calibration.cells().stream()
                .map(Cell::taskType)
                .distinct()
                .map(taskType -> new RouteTable.Row(
                        taskType,
                        calibration.cells().stream()
                                .filter(cell -> cell.taskType().equals(taskType))
                                .map(RoutesPart::cell)
                                .toList()))
                .toList();
        return new RouteTable(
                current == null ? null : current.id(),
                calibration.doNotRoute(),
                Stream.of(Mode.values()).map(Mode::word).toList(),
                rows);
    }

    private static RouteTable.Cell cell(Cell cell) {
        Estimate quality = cell.quality();
        return new RouteTable.Cell(
                cell.current(),
                cell.proposed(),
                switch (cell.state()) {
                    case CHANGED -> RouteTable.State.CHANGED;
                    case KEPT -> RouteTable.State.KEPT;
                    case NEW -> RouteTable.State.NEW;
                    case UNDECIDED -> RouteTable.State.UNDECIDED;
                },
                cell.reason(),
                cell.n(),
                cell.tied(),
                cell.pickProbability(),
                quality == null
                        ? new Measure.Missing("quality not estimable")
                        : new Measure.Measured(quality.value(), quality.low(), quality.high(), cell.n()),
                cell.saving());
    }
}
