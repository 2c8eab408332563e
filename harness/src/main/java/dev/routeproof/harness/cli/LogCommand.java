package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

@Command(
        name = "log",
        description = "Look after the evidence log: check it, purge what must go.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            LogVerifyCommand.class,
            LogPurgeCommand.class,
        })
final class LogCommand extends HarnessCommand {
    @Override
    Exit run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "What about the log? For example: harness log verify");
    }
}
