package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "bench",
        description = {
            "Replay labelled datasets through every model of a catalog: quality, latency, cost, and a report.",
            "Rerunning the same command resumes it, or gives the same result from remembered answers at no cost."
        })
final class BenchCommand extends HarnessCommand {
    private static final Pattern UNTIL = Pattern.compile("half-width=(0?\\.\\d+)");

    @Option(names = "--catalog", paramLabel = "FILE", description = "models to ask (default: ${DEFAULT-VALUE})")
    Path catalog = Path.of("models.yaml");

    @Option(
            names = "--datasets",
            paramLabel = "DIR",
            split = ",",
            description =
                    "dataset folders, or folders that hold some (default: datasets/ beside the catalog, else those"
                            + " that come with Routeproof)")
    List<Path> datasets = new ArrayList<>();

    @Option(names = "--models", paramLabel = "ID", split = ",", description = "only these models (default: all)")
    List<String> models = new ArrayList<>();

    @Option(
            names = "--table",
            paramLabel = "FILE",
            description = "current routing table, for the report (default: tables/current.yaml beside the catalog)")
    @Nullable
    Path table;

    @Option(
            names = "--candidate",
            paramLabel = "FILE",
            description = "whose classifier is tried on the prompts, for the report (default: candidates/ beside the"
                    + " catalog)")
    @Nullable
    Path candidate;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "at most N samples, evenly over task types; stamped partial")
    @Nullable
    Integer limit;

    @Option(names = "--repeats", paramLabel = "K", description = "answers per sample (default: ${DEFAULT-VALUE})")
    int repeats = 1;

    @Option(names = "--budget", paramLabel = "USD", description = "stop before spending more; exit 7, rerun resumes")
    @Nullable
    BigDecimal budget;

    @Option(
            names = "--until",
            paramLabel = "half-width=W",
            description = "ask a task type no further once every model's" + " quality there is known to ± W")
    @Nullable
    String until;

    @Option(names = "--seed", paramLabel = "N", description = "order of the samples (default: ${DEFAULT-VALUE})")
    long seed = 1;

    @Option(names = "--dry-run", description = "show the plan and what it would take; ask nothing")
    boolean dryRun;

    @Option(names = "--fresh", description = "ask everything again, whatever is remembered")
    boolean fresh;

    @Option(names = "--retry-errors", description = "ask again what failed")
    boolean retryErrors;

    @Override
    Exit run() throws Exception {
        return new BenchRun(this).run();
    }

    /** Checks what picocli does not; {@link UserError} with exit 2. */
    void validate() {
        require(limit == null || limit > 0, "--limit must be 1 or more.");
        require(repeats > 0 && repeats <= 100, "--repeats must be 1 to 100.");
        require(budget == null || budget.signum() > 0, "--budget must be more than 0 USD.");
        require(until == null || UNTIL.matcher(until).matches(), "--until is written half-width=0.02.");
    }

    @Nullable
    Double untilHalfWidth() {
        var wanted = until == null ? null : UNTIL.matcher(until);
        return wanted != null && wanted.matches() ? Double.valueOf(wanted.group(1)) : null;
    }

    /** The command that reproduces this run. */
    String reproduce() {
        var line = new StringBuilder("scripts/harness bench --catalog " + catalog);
        if (!datasets.isEmpty()) {
            line.append(" --datasets ")
                    .append(String.join(
                            ",", datasets.stream().map(Path::toString).toList()));
        }
        if (!models.isEmpty()) {
            line.append(" --models ").append(String.join(",", models));
        }
        if (limit != null) {
            line.append(" --limit ").append(limit);
        }
        if (repeats != 1) {
            line.append(" --repeats ").append(repeats);
        }
        if (until != null) {
            line.append(" --until ").append(until);
        }
        return line.append(" --seed ").append(seed).toString();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new UserError(Exit.USAGE, otherwise);
        }
    }
}
