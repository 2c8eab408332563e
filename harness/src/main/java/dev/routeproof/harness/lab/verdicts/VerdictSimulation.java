package dev.routeproof.harness.lab.verdicts;

import dev.routeproof.stats.simulate.Cell;
import dev.routeproof.stats.simulate.CellResult;
import dev.routeproof.stats.simulate.SimulationTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** {@code harness lab verdicts}: whole logs with a known truth through the judge, on all cores. */
public final class VerdictSimulation {
    /** Logs a truth, unless told. */
    public static final int LOGS = 400;

    private VerdictSimulation() {}

    /** Runs every truth; {@code progress} hears a line before each. */
    public static List<CellResult> run(int logs, long seed, Consumer<String> progress) {
        var cells = new ArrayList<Cell>(VerdictCells.cells());
        cells.addAll(PowerCells.cells());
        var results = new ArrayList<CellResult>();
        for (Cell cell : cells) {
            progress.accept(
                    String.format(Locale.ROOT, "truth %d of %d: %s", results.size() + 1, cells.size(), cell.shape()));
            results.add(SimulationTable.run(cell, logs, seed));
        }
        return results;
    }
}
