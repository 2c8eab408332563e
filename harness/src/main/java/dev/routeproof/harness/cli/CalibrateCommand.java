package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "calibrate",
        description = {
            "Propose the next routing table from a run: for every task type and mode a model, its evidence and the reason.",
            "Nothing changes unless the data say so."
        })
final class CalibrateCommand extends HarnessCommand {
    @Option(names = "--run", paramLabel = "ID", description = "the run to learn from (default: the newest)")
    @Nullable
    String runId;

    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            description = "models the table may name (default: the run's catalog)")
    @Nullable
    Path catalog;

    @Option(
            names = "--table",
            paramLabel = "FILE",
            description = "the table in use (default: tables/current.yaml beside the catalog; none: from scratch)")
    @Nullable
    Path table;

    @Option(names = "--out", paramLabel = "FILE", description = "write the proposed table here")
    @Nullable
    Path out;

    @Option(names = "--id", paramLabel = "ID", description = "id of the proposed table (default: calibrated-RUN)")
    @Nullable
    String id;

    @Override
    Exit run() throws Exception {
        return new CalibrateRun(this).run();
    }
}
