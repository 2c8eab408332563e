package dev.routeproof.harness.report;

import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.analyse.RunData;
import dev.routeproof.harness.calibrate.Calibration;
import dev.routeproof.harness.calibrate.Calibrator;
import dev.routeproof.harness.store.Store;
import dev.routeproof.reports.page.BenchPage;
import dev.routeproof.reports.view.BenchView;
import dev.routeproof.routing.table.RoutingTable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The bench report of one run. */
public final class BenchReport {
    private BenchReport() {}

    /**
     * Writes the report to {@code out}, an HTML file, in place of what is there; its folder is made where it is missing.
     *
     * @param current the table in use; null: the report proposes one from scratch
     */
    public static void write(Store store, String runId, @Nullable RoutingTable current, Path out) {
        write(store, Analysis.of(RunData.load(store, runId)), current, out);
    }

    /** The same of a run that was read before. */
    public static void write(Store store, Analysis analysis, @Nullable RoutingTable current, Path out) {
        ReportFile.write(BenchPage.render(view(store, analysis, current)), out);
    }

    static BenchView view(Store store, Analysis analysis, @Nullable RoutingTable current) {
        Calibration calibration = Calibrator.calibrate(analysis, current);
        String baseline = Baseline.of(analysis, current);
        return new BenchView(
                TopParts.head(analysis),
                TopParts.banner(analysis, calibration, current),
                HealthPart.of(analysis),
                ComparisonParts.frontier(analysis, baseline),
                ComparisonParts.forest(analysis, baseline),
                BoardParts.leaderboard(analysis, baseline),
                RoutesPart.of(calibration, current),
                BoardParts.heatMap(analysis),
                LatencyPart.of(analysis),
                DisagreementPart.of(store, analysis),
                MethodPart.of(analysis, ReportFile.VERSION));
    }
}
