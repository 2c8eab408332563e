package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.analyse.RunData;
import dev.routeproof.harness.calibrate.CurrentTable;
import dev.routeproof.harness.regret.RegretStudy;
import dev.routeproof.harness.report.BenchReport;
import dev.routeproof.harness.store.Store;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "report", description = "Write the HTML report of a run again.")
final class ReportCommand extends HarnessCommand {
    @Option(names = "--run", paramLabel = "ID", description = "which run (default: the newest)")
    @Nullable
    String runId;

    @Option(names = "--out", paramLabel = "FILE", description = "where (default: reports/ in the evidence home)")
    @Nullable
    Path file;

    @Option(
            names = "--table",
            paramLabel = "FILE",
            description = "current routing table (default: tables/current.yaml" + " beside the run's catalog)")
    @Nullable
    Path table;

    @Option(
            names = "--candidate",
            paramLabel = "FILE",
            description = "whose classifier is tried on the prompts (default: candidates/ beside the run's catalog)")
    @Nullable
    Path candidate;

    @Override
    Exit run() {
        try (var store = Store.open(home)) {
            var run = ScoreCommand.find(store, runId);
            var target = file == null ? home.resolve("reports").resolve("bench-" + run.runId() + ".html") : file;
            Path catalog = Path.of(run.catalogPath());
            var analysis = Analysis.of(RunData.load(store, run.runId()));
            var contender = TriedCandidate.of(catalog, candidate, err());
            BenchReport.write(
                    store,
                    analysis,
                    CurrentTable.ofRun(analysis.data(), null, table),
                    contender == null ? null : RegretStudy.of(store, analysis, contender),
                    target);
            if (json) {
                var object = new LinkedHashMap<String, Object>();
                object.put("schema", "routeproof.report");
                object.put("version", 1);
                object.put("run_id", run.runId());
                object.put("report", target.toString());
                printJson(object);
            } else {
                out().println("Report   " + target.toAbsolutePath());
            }
            return Exit.OK;
        }
    }
}
