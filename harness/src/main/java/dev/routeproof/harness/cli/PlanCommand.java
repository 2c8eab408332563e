package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.experiment.StoredExperiment;
import dev.routeproof.harness.plan.RolloutPlan;
import dev.routeproof.harness.plan.RolloutPlanJson;
import dev.routeproof.harness.plan.RolloutPlanText;
import dev.routeproof.harness.plan.SliceBaseline;
import dev.routeproof.harness.plan.Spread;
import dev.routeproof.harness.plan.StoredBaseline;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.experiment.Rollout;
import dev.routeproof.routing.experiment.RolloutFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "plan",
        description = {
            "Say before a canary starts how many units, days and dollars each task type needs until it can be decided.",
            "The baseline is taken from an experiment in the store, or given with --rate and --units-per-day.",
            "Exit codes: 0 every task type can be decided within the horizon, 6 one cannot."
        })
final class PlanCommand extends HarnessCommand {
    /** Numbers of requests, units and dollars beyond this are slips. */
    private static final double MOST = 1e9;

    @Option(names = "--rollout", paramLabel = "FILE", required = true, description = "the rollout document")
    Path rollout = Path.of("rollout.yaml");

    @Option(
            names = "--experiment",
            paramLabel = "ID",
            description = "take the baseline from this experiment in the store (default: the one imported last)")
    @Nullable
    String experiment;

    @Option(names = "--rate", paramLabel = "P", description = "share of requests with a bad outcome now, such as 0.08")
    @Nullable
    Double rate;

    @Option(names = "--units-per-day", paramLabel = "N", description = "new units a day in each task type")
    @Nullable
    Double unitsPerDay;

    @Option(names = "--task-types", paramLabel = "NAME", split = ",", description = "task types (default: all)")
    List<String> taskTypes = List.of("all");

    @Option(names = "--requests-per-unit", paramLabel = "K", description = "with --rate (default: ${DEFAULT-VALUE})")
    double requestsPerUnit = 1;

    @Option(
            names = "--icc",
            paramLabel = "R",
            description = "with --rate: correlation of a unit's requests, 0 to 1 (default: ${DEFAULT-VALUE})")
    double icc;

    @Option(names = "--error-rate", paramLabel = "P", description = "with --rate (default: ${DEFAULT-VALUE})")
    double errorRate = 0.005;

    @Option(names = "--usd-per-request", paramLabel = "USD", description = "with --rate (default: not known)")
    double usdPerRequest = Double.NaN;

    @Option(
            names = "--share",
            paramLabel = "PERCENT",
            description = "the candidate's share (default: that of the document)")
    @Nullable
    Double share;

    @Option(
            names = "--feedback-rate",
            paramLabel = "F",
            description = "share of requests that are rated: the registered effect is then meant among rated requests"
                    + " (default: as it shows in the log)")
    double feedback = 1;

    @Option(
            names = "--saving",
            paramLabel = "S",
            description = "share of the cost you expect to save (default: ${DEFAULT-VALUE})")
    double saving = 0.3;

    @Option(names = "--power", paramLabel = "P", description = "of each decision (default: ${DEFAULT-VALUE})")
    double power = 0.8;

    @Option(names = "--looks", paramLabel = "N", description = "planned looks (default: ${DEFAULT-VALUE})")
    int looks = 5;

    @Override
    Exit run() {
        Rollout document = RolloutFile.load(rollout).orThrow();
        check();
        double candidates =
                share == null ? document.allocation().propensities().compared().candidate() : share / 100;
        if (!(candidates > 0 && candidates < 1)) {
            throw new UserError(
                    Exit.BAD_CONFIG,
                    rollout + ": nobody is in the candidate arm, or everybody; plan a share with --share 10.");
        }
        RolloutPlan plan = RolloutPlan.of(
                document, candidates, baselines(), new RolloutPlan.Assumptions(power, looks, saving, feedback));
        if (json) {
            printJson(RolloutPlanJson.of(plan));
        } else {
            RolloutPlanText.lines(plan).forEach(out()::println);
        }
        return plan.slices().stream().allMatch(RolloutPlan.Slice::decidable) ? Exit.OK : Exit.INCONCLUSIVE;
    }

    private List<SliceBaseline> baselines() {
        if (rate == null) {
            return stored();
        }
        double known = rate * feedback;
        double perDay = unitsPerDay == null ? 0 : unitsPerDay;
        Map<Rollout.Measure, Spread> guardrails = Map.of(
                Rollout.Measure.ERROR_RATE, Spread.of(errorRate, requestsPerUnit, icc),
                Rollout.Measure.LATENCY_P95, Spread.of(0.05, requestsPerUnit, icc),
                Rollout.Measure.LATENCY_P99, Spread.of(0.01, requestsPerUnit, icc));
        return taskTypes.stream()
                .map(name -> new SliceBaseline(
                        name,
                        Spread.of(known, requestsPerUnit, icc),
                        guardrails,
                        null,
                        perDay,
                        requestsPerUnit,
                        usdPerRequest))
                .toList();
    }

    private List<SliceBaseline> stored() {
        List<SliceBaseline> baselines;
        try (var store = Store.open(home)) {
            baselines = StoredBaseline.of(store, StoredExperiment.find(store, experiment));
        } catch (UserError none) {
            throw new UserError(
                    none.exit(), none.getMessage() + " Or give the baseline with --rate and --units-per-day.");
        }
        if (baselines.isEmpty()) {
            throw new UserError(
                    Exit.BAD_CONFIG,
                    "No task type of the experiment has 30 closed baseline units yet; give --rate and --units-per-day"
                            + " instead.");
        }
        return baselines;
    }

    private void check() {
        if ((rate == null) != (unitsPerDay == null)) {
            throw new UserError(Exit.USAGE, "--rate and --units-per-day are given together, or neither.");
        }
        share("--rate", rate == null ? 0.5 : rate);
        share("--error-rate", errorRate);
        share("--power", power);
        share("--feedback-rate", feedback == 1 ? 0.5 : feedback);
        share("--saving", saving == 0 ? 0.5 : saving);
        if (!(icc >= 0 && icc <= 1)) {
            throw new UserError(Exit.USAGE, "--icc " + icc + " must lie from 0 to 1.");
        }
        if (!(requestsPerUnit >= 1 && requestsPerUnit <= MOST)) {
            throw new UserError(Exit.USAGE, "--requests-per-unit " + requestsPerUnit + " must lie from 1 to 1e9.");
        }
        if (unitsPerDay != null && !(unitsPerDay > 0 && unitsPerDay <= MOST)) {
            throw new UserError(Exit.USAGE, "--units-per-day " + unitsPerDay + " must lie above 0, up to 1e9.");
        }
        if (usdPerRequest < 0 || usdPerRequest > MOST) {
            throw new UserError(Exit.USAGE, "--usd-per-request " + usdPerRequest + " must lie from 0 to 1e9.");
        }
        if (looks < 1 || looks > 50) {
            throw new UserError(Exit.USAGE, "--looks " + looks + " must lie from 1 to 50.");
        }
    }

    private static void share(String option, double value) {
        if (!(value > 0 && value < 1)) {
            throw new UserError(
                    Exit.USAGE, option + " " + value + " is a share; write it between 0 and 1, such as 0.08.");
        }
    }
}
