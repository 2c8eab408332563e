package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "scores",
        description = {
            "Enter scores that others have measured as a run: columns dataset,item,model,score[,task_type][,cost_usd]",
            "[,latency_ms] of a CSV, JSON-lines (either may be gzipped) or Parquet file. Calibrate and report it like any run."
        })
final class ImportScoresCommand extends HarnessCommand {
    @Parameters(paramLabel = "FILE", description = "the scores")
    @Nullable
    Path file;

    @Option(
            names = "--task-type",
            paramLabel = "TYPE",
            description = "task type of all rows, for a file without the column")
    @Nullable
    String taskType;

    @Option(names = "--prices", paramLabel = "FILE", description = "a catalog (models.yaml) that prices the models")
    @Nullable
    Path prices;

    @Option(
            names = "--tokens",
            paramLabel = "IN,OUT",
            split = ",",
            arity = "1",
            description = "tokens of a call, to estimate costs the file does not give (default: ${DEFAULT-VALUE})")
    int[] tokens = {500, 200};

    @Override
    Exit run() throws Exception {
        return new ImportScoresRun(this).run();
    }
}
