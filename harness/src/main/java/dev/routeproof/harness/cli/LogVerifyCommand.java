package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.log.LogDirectories;
import dev.routeproof.harness.log.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = {
            "Read every record of the evidence log and check it: frames, checksums, sequence, ledger. Changes nothing.",
            "Exit 0: whole (a torn end after a crash is named, and is no corruption); 3: damaged, incomplete or unbalanced."
        })
final class LogVerifyCommand extends HarnessCommand {
    @Parameters(paramLabel = "DIR", description = "log directories (default: the evidence home's log)")
    List<Path> directories = List.of();

    @Override
    Exit run() throws IOException {
        long begun = System.nanoTime();
        Verification.Report report = Verification.run(LogDirectories.of(home, directories));
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (json) {
            printJson(report.json(seconds));
        } else {
            report.lines(seconds).forEach(out()::println);
        }
        return report.sound() ? Exit.OK : Exit.BAD_CONFIG;
    }
}
