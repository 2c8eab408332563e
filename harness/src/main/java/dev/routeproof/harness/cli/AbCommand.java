package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.experiment.Judgement;
import dev.routeproof.harness.experiment.JudgementJson;
import dev.routeproof.harness.experiment.JudgementText;
import dev.routeproof.harness.experiment.StoredExperiment;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.experiment.Verdict;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "ab",
        description = {
            "Judge an experiment: promote, hold or roll back, for each task type, with the reason. May be asked at any time.",
            "Exit codes: 0 every changed task type is promoted, 5 one is rolled back, 3 the log is unhealthy, 6 undecided."
        })
final class AbCommand extends HarnessCommand {
    @Option(names = "--experiment", paramLabel = "ID", description = "which one (default: the one imported last)")
    @Nullable
    String experiment;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "judge as at this time, such as 2026-05-01T10:00:00Z (default: now)")
    @Nullable
    String asOf;

    @Override
    Exit run() {
        Instant time = time(asOf);
        Judgement judgement;
        try (var store = Store.open(home)) {
            judgement = Judgement.of(
                    store,
                    StoredExperiment.find(store, experiment),
                    time,
                    Clock.tickMillis(ZoneOffset.UTC).instant());
        }
        if (json) {
            printJson(JudgementJson.of(judgement));
        } else {
            JudgementText.lines(judgement).forEach(out()::println);
        }
        return exit(judgement.verdict().verdict());
    }

    private static Exit exit(Verdict verdict) {
        return switch (verdict) {
            case PROMOTE -> Exit.OK;
            case ROLL_BACK -> Exit.CRITERIA_FAILED;
            case UNHEALTHY -> Exit.BAD_CONFIG;
            case HOLD, NO_CHANGE -> Exit.INCONCLUSIVE;
        };
    }

    private static @Nullable Instant time(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException notATime) {
            throw new UserError(Exit.USAGE, "--as-of " + text + " is not a time; write it as 2026-05-01T10:00:00Z.");
        }
    }
}
