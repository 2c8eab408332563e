package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

@Command(
        name = "import",
        description = "Bring in what others have: datasets, scores, exchanges.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ImportDatasetCommand.class,
            ImportScoresCommand.class,
            ImportExchangesCommand.class,
        })
final class ImportCommand extends HarnessCommand {
    @Override
    Exit run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "Import what? For example: harness import scores FILE.csv --task-type reasoning");
    }
}
