package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.lab.SimulationJson;
import dev.routeproof.harness.lab.SimulationText;
import dev.routeproof.harness.lab.verdicts.VerdictSimulation;
import dev.routeproof.stats.simulate.CellResult;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "verdicts",
        description =
                "Judge logs with a known truth: how often a verdict is wrong, and how soon harm and gain are found."
                        + " Exit code 5 when a rule is broken.")
final class VerdictsCommand extends HarnessCommand {
    @Option(names = "--logs", paramLabel = "N", description = "logs a truth (default: ${DEFAULT-VALUE}, minutes)")
    int logs = VerdictSimulation.LOGS;

    @Option(names = "--seed", paramLabel = "N", description = "seed of everything random (default: ${DEFAULT-VALUE})")
    long seed = 20_261_122;

    @Override
    Exit run() {
        if (logs < 1) {
            throw new UserError(Exit.USAGE, "--logs must be at least 1, was " + logs + ".");
        }
        List<CellResult> results = VerdictSimulation.run(logs, seed, line -> {
            err().println(line);
            err().flush();
        });
        if (json) {
            printJson(SimulationJson.object(results, logs, seed));
        } else {
            results.forEach(result -> {
                SimulationText.lines(result).forEach(out()::println);
                out().println();
            });
            out().println(SimulationText.summary(results, logs, seed));
        }
        return results.stream().allMatch(CellResult::kept) ? Exit.OK : Exit.CRITERIA_FAILED;
    }
}
