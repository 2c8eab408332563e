package dev.routeproof.harness.report;

import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.analyse.Summary;
import dev.routeproof.harness.calibrate.Calibration;
import dev.routeproof.harness.calibrate.Cell;
import dev.routeproof.routing.table.Mode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the proposed table costs against the current one in balanced mode, every task type weighted by its prompts.
 *
 * @param currentPer1000 US dollars per 1,000 prompts
 */
record TableEffect(double currentPer1000, double proposedPer1000) {
    /** Empty where there is no current table or a cost is not known. */
    static Optional<TableEffect> balanced(Analysis analysis, Calibration calibration) {
        double current = 0;
        double proposed = 0;
        double weight = 0;
        for (Cell cell : calibration.cells()) {
            if (cell.mode() == Mode.BALANCED) {
                Double before = cost(analysis, cell.current(), cell.taskType());
                Double after = cost(analysis, cell.proposed(), cell.taskType());
                if (before == null || after == null) {
                    return Optional.empty();
                }
                current += before * cell.n();
                proposed += after * cell.n();
                weight += cell.n();
            }
        }
        return weight == 0 || current == 0
                ? Optional.empty()
                : Optional.of(new TableEffect(current / weight, proposed / weight));
    }

    private static @Nullable Double cost(Analysis analysis, @Nullable String model, String taskType) {
        return model == null
                ? null
                : analysis.summary(model, taskType).map(Summary::costPer1000).orElse(null);
    }

    double saving() {
        return 1 - proposedPer1000 / currentPer1000;
    }
}
