package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.analyse.RunData;
import dev.routeproof.harness.regret.Contender;
import dev.routeproof.harness.regret.RegretStudy;
import dev.routeproof.harness.report.BenchJson;
import dev.routeproof.harness.report.BenchReport;
import dev.routeproof.harness.store.RunRecord;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.table.RoutingTable;
import org.jspecify.annotations.Nullable;

/** The end of a run as its user sees it: a table, the report's path, and how the command ends. */
final class BenchEnd {
    private final HarnessCommand command;
    private final Store store;
    private final @Nullable RoutingTable current;
    private final @Nullable Contender contender;

    BenchEnd(HarnessCommand command, Store store, @Nullable RoutingTable current, @Nullable Contender contender) {
        this.contender = contender;
        this.command = command;
        this.store = store;
        this.current = current;
    }

    Exit show(RunRecord run) {
        var report = command.home.resolve("reports").resolve("bench-" + run.runId() + ".html");
        var analysis = Analysis.of(RunData.load(store, run.runId()));
        var tried = contender == null ? null : RegretStudy.of(store, analysis, contender);
        BenchReport.write(store, analysis, current, tried, report);
        var numbers = BenchJson.of(analysis, tried, report.toString());
        if (command.json) {
            command.printJson(numbers);
        } else {
            command.out().println();
            SummaryTable.lines(numbers).forEach(command.out()::println);
            command.out().println();
            if (run.partial()) {
                command.out().println("Partial: " + reason(run));
            }
            command.out().println("Run      " + run.runId() + (run.simulated() ? "   (simulated)" : ""));
            command.out().println("Report   " + report.toAbsolutePath());
        }
        remark(run);
        return exit(run);
    }

    private void remark(RunRecord run) {
        long failed =
                store.query(Failures.QUERY, row -> row.getLong(1), run.runId()).getFirst();
        if (failed > 0) {
            command.err()
                    .println("%,d calls failed and count for no model; ask them again with --retry-errors."
                            .formatted(failed));
        }
        switch (run.state()) {
            case FINISHED, RUNNING -> {}
            case BUDGET ->
                command.err()
                        .println(
                                "The budget is reached; what was paid for is kept. Rerun with a higher --budget to resume.");
            case INTERRUPTED ->
                command.err().println("Interrupted; what was answered is kept. Rerun the same command to resume.");
        }
    }

    private static String reason(RunRecord run) {
        var reason = run.partialReason();
        return reason != null
                ? reason
                : switch (run.state()) {
                    case BUDGET -> "the budget was reached";
                    case INTERRUPTED -> "interrupted";
                    case RUNNING -> "not finished";
                    case FINISHED -> "";
                };
    }

    private static Exit exit(RunRecord run) {
        return switch (run.state()) {
            case FINISHED, RUNNING -> Exit.OK;
            case BUDGET -> Exit.BUDGET_REACHED;
            case INTERRUPTED -> Exit.INTERRUPTED;
        };
    }
}
