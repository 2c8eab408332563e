package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.experiment.StoredExperiment;
import dev.routeproof.harness.lab.validate.LogValidation;
import dev.routeproof.harness.lab.validate.LogValidationText;
import dev.routeproof.harness.store.Store;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "validate",
        description = {
            "Try the methods on your own log: draw its arms anew, where nothing may be found, and plant known effects.",
            "Exit codes: 0 the error rates hold, 5 one does not, 6 nothing could be tried."
        })
final class ValidateCommand extends HarnessCommand {
    @Option(names = "--experiment", paramLabel = "ID", description = "which one (default: the one imported last)")
    @Nullable
    String experiment;

    @Option(names = "--rounds", paramLabel = "N", description = "times the arms are drawn (default: ${DEFAULT-VALUE})")
    int rounds = 1_000;

    @Option(names = "--effect", paramLabel = "D", description = "effect to plant (default: the registered mde)")
    double effect = Double.NaN;

    @Option(
            names = "--values",
            paramLabel = "N",
            description = "unit values that are tried, over all task types (default: ${DEFAULT-VALUE})")
    int values = LogValidation.MOST_VALUES;

    @Option(names = "--seed", paramLabel = "N", description = "seed of everything random (default: ${DEFAULT-VALUE})")
    long seed = 20_261_122;

    @Override
    Exit run() {
        if (rounds < 2 || values < 2) {
            throw new UserError(Exit.USAGE, "--rounds and --values must be at least 2.");
        }
        if (!Double.isNaN(effect) && !(effect > 0 && effect < 1)) {
            throw new UserError(Exit.USAGE, "--effect " + effect + " is a difference of rates between 0 and 1.");
        }
        LogValidation validation;
        try (var store = Store.open(home)) {
            validation = LogValidation.of(
                    store, StoredExperiment.find(store, experiment), effect, rounds, values, seed, line -> {
                        err().println(line);
                        err().flush();
                    });
        }
        if (json) {
            printJson(LogValidationText.object(validation));
        } else {
            LogValidationText.lines(validation).forEach(out()::println);
        }
        if (!validation.tried()) {
            return Exit.INCONCLUSIVE;
        }
        return validation.kept() ? Exit.OK : Exit.CRITERIA_FAILED;
    }
}
