package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.analyse.RunData;
import dev.routeproof.harness.calibrate.Calibration;
import dev.routeproof.harness.calibrate.CalibrationJson;
import dev.routeproof.harness.calibrate.CalibrationText;
import dev.routeproof.harness.calibrate.Calibrator;
import dev.routeproof.harness.calibrate.CurrentTable;
import dev.routeproof.harness.store.Runs;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.table.RoutingTable;
import dev.routeproof.routing.table.TableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** What {@code harness calibrate} does, once its options are read. */
final class CalibrateRun {
    private final CalibrateCommand command;

    CalibrateRun(CalibrateCommand command) {
        this.command = command;
    }

    Exit run() throws IOException {
        try (var store = Store.open(command.home)) {
            String runId = command.runId == null ? newest(store) : command.runId;
            Analysis analysis = Analysis.of(RunData.load(store, runId));
            RoutingTable current = CurrentTable.ofRun(analysis.data(), command.catalog, command.table);
            Calibration calibration = Calibrator.calibrate(analysis, current);
            String id = command.id == null ? "calibrated-" + runId : command.id;
            RoutingTable proposed =
                    current == null ? calibration.table(id, standard(analysis)) : calibration.table(id, current);
            if (command.out != null) {
                write(command.out, TableFile.write(proposed));
            }
            show(calibration, id);
            return Exit.OK;
        }
    }

    private static String newest(Store store) {
        return new Runs(store)
                .all().stream()
                        .findFirst()
                        .orElseThrow(() -> new UserError(
                                Exit.USAGE,
                                "The store holds no run yet; harness bench or harness import scores makes one."))
                        .runId();
    }

    /** The default of a table from scratch: the best mean score over all prompts. */
    private static ModelId standard(Analysis analysis) {
        return analysis.models().stream()
                .max(Comparator.comparingDouble(
                        model -> analysis.scores(model, Analysis.ALL).mean()))
                .map(ModelId::new)
                .orElseThrow(() ->
                        new UserError(Exit.BAD_CONFIG, "This run holds no call, so there is nothing to learn from."));
    }

    private static void write(Path out, String text) throws IOException {
        Path folder = out.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(out, text);
    }

    private void show(Calibration calibration, String id) {
        if (command.json) {
            command.printJson(CalibrationJson.of(calibration, id, command.out == null ? null : command.out.toString()));
            return;
        }
        CalibrationText.lines(calibration).forEach(command.out()::println);
        command.out()
                .println(
                        command.out == null
                                ? "Nothing was written; --out FILE writes the table."
                                : "table " + id + " written to " + command.out);
    }
}
