package dev.routeproof.harness.calibrate;

import dev.routeproof.stats.Estimate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The machine output of {@code calibrate}, as {@code formats.md} names it. */
public record CalibrationJson(
        String schema,
        int version,
        String tableId,
        List<CellEntry> cells,
        boolean doNotRoute,
        @Nullable String doNotRouteReason,
        @Nullable String tableFile) {
    public CalibrationJson {
        cells = List.copyOf(cells);
    }

    public static CalibrationJson of(Calibration calibration, String tableId, @Nullable String tableFile) {
        return new CalibrationJson(
                "routeproof.calibrate",
                1,
                tableId,
                calibration.cells().stream().map(CellEntry::of).toList(),
                calibration.doNotRoute() != null,
                calibration.doNotRoute(),
                tableFile);
    }

    /**
     * One cell.
     *
     * @param changed the proposed model is another than the current one
     * @param state changed, kept, new or undecided
     * @param quality posterior quality of the proposed model, [0,1]
     * @param savingPercent of the current model's cost; null where nothing changes or a cost is unknown
     */
    public record CellEntry(
            String taskType,
            String mode,
            @Nullable String current,
            @Nullable String proposed,
            boolean changed,
            String state,
            String reason,
            int n,
            List<String> tied,
            @Nullable Double pickProbability,
            @Nullable Double quality,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double savingPercent) {
        static CellEntry of(Cell cell) {
            Estimate quality = cell.quality();
            Double saving = cell.saving();
            return new CellEntry(
                    cell.taskType(),
                    cell.mode().word(),
                    cell.current(),
                    cell.proposed(),
                    cell.state() == Cell.State.CHANGED,
                    cell.state().name().toLowerCase(Locale.ROOT),
                    cell.reason(),
                    cell.n(),
                    cell.tied(),
                    cell.pickProbability(),
                    quality == null ? null : quality.value(),
                    quality == null ? null : quality.low(),
                    quality == null ? null : quality.high(),
                    saving == null ? null : saving * 100);
        }
    }
}
