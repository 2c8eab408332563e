package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

@Command(
        name = "lab",
        description = "Put the statistics to the test.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            VectorsCommand.class,
            SimulateCommand.class,
            VerdictsCommand.class,
            ValidateCommand.class,
        })
final class LabCommand extends HarnessCommand {
    @Override
    Exit run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "Which experiment? For example: harness lab vectors --file FILE");
    }
}
