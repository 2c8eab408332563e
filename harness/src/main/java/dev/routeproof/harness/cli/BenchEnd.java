package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.store.Grid;
import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.RunRecord;
import dev.routeproof.harness.store.Store;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The end of a run as its user sees it: a table, the report's path, and how the command ends. */
final class BenchEnd {
    private static final Query SUMMARY = Query.of(BenchEnd.class, "queries/summary.sql");

    private final HarnessCommand command;
    private final Store store;

    BenchEnd(HarnessCommand command, Store store) {
        this.command = command;
        this.store = store;
    }

    Exit show(RunRecord run, @Nullable Path table) {
        BenchRun.remarks(run).forEach(command.err()::println);
        var grid = Grid.ask(store, SUMMARY, run.runId());
        grid.lines().forEach(command.out()::println);
        command.out().println("run " + run.runId() + (run.simulated() ? " (simulated)" : ""));
        return BenchRun.exit(run);
    }
}
