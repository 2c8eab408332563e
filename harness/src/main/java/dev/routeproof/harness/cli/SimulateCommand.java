package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.lab.Simulation;
import dev.routeproof.harness.lab.SimulationJson;
import dev.routeproof.harness.lab.SimulationText;
import dev.routeproof.stats.simulate.CellResult;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "simulate",
        description =
                "Run experiments with a known truth: false alarms, power and coverage of every method, beside what"
                        + " the usual method gives on the same streams. Exit code 5 when a rule is broken.")
final class SimulateCommand extends HarnessCommand {
    @Option(names = "--quick", description = "300 runs a cell instead of 2,000: about a minute")
    boolean quick;

    @Option(names = "--runs", paramLabel = "N", description = "experiments a cell")
    @Nullable
    Integer runs;

    @Option(names = "--seed", paramLabel = "N", description = "seed of everything random (default: ${DEFAULT-VALUE})")
    long seed = 20_260_921;

    @Option(names = "--only", paramLabel = "SECTION", split = ",", description = "sections to run, for example S1,S4")
    Set<String> only = Set.of();

    @Override
    Exit run() {
        int count = runs != null ? runs : quick ? Simulation.QUICK_RUNS : Simulation.RUNS;
        List<CellResult> results = new Simulation(count, seed, only).run(line -> {
            err().println(line);
            err().flush();
        });
        if (json) {
            printJson(SimulationJson.object(results, count, seed));
        } else {
            results.forEach(result -> {
                SimulationText.lines(result).forEach(out()::println);
                out().println();
            });
            out().println(SimulationText.summary(results, count, seed));
        }
        return results.stream().allMatch(CellResult::kept) ? Exit.OK : Exit.CRITERIA_FAILED;
    }
}
