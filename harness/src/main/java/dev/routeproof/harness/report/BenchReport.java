package dev.routeproof.harness.report;

import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.analyse.RunData;
import dev.routeproof.harness.calibrate.Calibration;
import dev.routeproof.harness.calibrate.Calibrator;
import dev.routeproof.harness.regret.RegretStudy;
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
        write(store, Analysis.of(RunData.load(store, runId)), current, null, out);
    }

    /**
     * The same of a run that was read before.
     *
     * @param tried a candidate's classifier on the run's prompts; null: none was tried
     */
    public static void write(
            Store store,
            Analysis analysis,
            @Nullable RoutingTable current,
            RegretStudy.@Nullable Found tried,
            Path out) {
        ReportFile.write(BenchPage.render(view(store, analysis, current, tried)), out);
    }

    static BenchView view(
            Store store, Analysis analysis, @Nullable RoutingTable current, RegretStudy.@Nullable Found tried) {
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
                tried == null ? null : ClassifierParts.of(tried, analysis.taskTypes()),
                BoardParts.heatMap(analysis),
                LatencyPart.of(analysis),
                DisagreementPart.of(store, analysis),
                MethodPart.of(analysis, ReportFile.VERSION));
    }
}
