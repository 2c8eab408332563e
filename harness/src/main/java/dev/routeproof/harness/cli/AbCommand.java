package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.breakdown.Breakdown;
import dev.routeproof.harness.breakdown.ModelFacts;
import dev.routeproof.harness.experiment.Judgement;
import dev.routeproof.harness.experiment.JudgementJson;
import dev.routeproof.harness.experiment.JudgementText;
import dev.routeproof.harness.experiment.StoredExperiment;
import dev.routeproof.harness.report.AbReport;
import dev.routeproof.harness.shadow.Setup;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.config.BrokenFile;
import dev.routeproof.routing.config.Printable;
import dev.routeproof.routing.experiment.Verdict;
import java.nio.file.Path;
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

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "the HTML report (default: reports/ab-EXPERIMENT.html in the evidence home)")
    @Nullable
    Path file;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "proxy.yaml whose catalog knows the models' tiers and which are simulated"
                    + " (default: proxy.yaml, else models.yaml, where there is one)")
    @Nullable
    Path config;

    @Override
    Exit run() {
        Instant time = time(asOf);
        Judgement judgement;
        Path target;
        try (var store = Store.open(home)) {
            var stored = StoredExperiment.find(store, experiment);
            judgement = Judgement.of(
                    store, stored, time, Clock.tickMillis(ZoneOffset.UTC).instant());
            target = file == null ? home.resolve("reports").resolve("ab-" + fileName(stored.id()) + ".html") : file;
            AbReport.write(
                    judgement,
                    () -> Breakdown.of(store, stored.id(), judgement),
                    ModelFacts.of(store, stored.id(), catalog()),
                    command(stored.id(), judgement.asOf()),
                    target);
        }
        if (json) {
            printJson(JudgementJson.of(judgement, target.toString()));
        } else {
            JudgementText.lines(judgement).forEach(line -> out().println(Printable.of(line)));
            out().println();
            out().println("Report   " + target.toAbsolutePath());
        }
        return exit(judgement.verdict().verdict());
    }

    /** A broken file that nobody named only costs the tiers. */
    private @Nullable Catalog catalog() {
        try {
            return Setup.catalog(config);
        } catch (BrokenFile broken) {
            if (config != null) {
                throw broken;
            }
            err().println("The tiers of the models are left out: " + broken.getMessage());
            return null;
        }
    }

    private String command(String id, Instant at) {
        return "harness ab --home " + home + " --experiment " + id + " --as-of " + at;
    }

    private static String fileName(String id) {
        return id.replaceAll("[^A-Za-z0-9._-]", "-");
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
