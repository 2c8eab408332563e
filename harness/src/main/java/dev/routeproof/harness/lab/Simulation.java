package dev.routeproof.harness.lab;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.stats.simulate.Cell;
import dev.routeproof.stats.simulate.CellResult;
import dev.routeproof.stats.simulate.SimulationTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * {@code harness lab simulate}: the cells asked for, run one after the other on all cores.
 *
 * @param runs experiments a cell, at least 1; 2,000 unless told, 300 when quick
 * @param seed of everything random
 * @param only sections to run, for example {@code S1}; empty for all
 */
public record Simulation(int runs, long seed, Set<String> only) {
    public static final int RUNS = 2_000;
    public static final int QUICK_RUNS = 300;

    public Simulation {
        if (runs < 1) {
            throw new UserError(Exit.USAGE, "--runs must be at least 1, was " + runs + ".");
        }
        only = Set.copyOf(only);
        Set<String> unknown = new LinkedHashSet<>(only);
        unknown.removeAll(sections());
        if (!unknown.isEmpty()) {
            throw new UserError(
                    Exit.USAGE,
                    "--only: there is no section " + String.join(", ", unknown) + "; there are "
                            + String.join(", ", sections()) + ".");
        }
    }

    /** Runs every cell; {@code progress} hears a line before each. */
    public List<CellResult> run(Consumer<String> progress) {
        List<Cell> cells = SimulationTable.cells().stream()
                .filter(cell -> only.isEmpty() || only.contains(cell.section()))
                .toList();
        List<CellResult> results = new ArrayList<>();
        for (Cell cell : cells) {
            progress.accept(String.format(
                    Locale.ROOT,
                    "cell %d of %d: %s, %s",
                    results.size() + 1,
                    cells.size(),
                    cell.section(),
                    cell.title()));
            results.add(SimulationTable.run(cell, runs, seed));
        }
        return results;
    }

    private static Set<String> sections() {
        Set<String> sections = new LinkedHashSet<>();
        SimulationTable.cells().forEach(cell -> sections.add(cell.section()));
        return sections;
    }
}
