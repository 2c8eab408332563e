package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

@Command(
        name = "completion",
        description = {
            "Print a completion script for bash and zsh.",
            "In a shell's start file: source <(scripts/harness completion)"
        })
final class CompletionCommand extends HarnessCommand {
    @Override
    Exit run() {
        out().print(AutoComplete.bash("harness", Harness.commandLine()));
        return Exit.OK;
    }
}
