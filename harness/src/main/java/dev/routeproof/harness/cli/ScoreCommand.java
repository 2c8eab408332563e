package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.bench.Rescore;
import dev.routeproof.harness.calibrate.CurrentTable;
import dev.routeproof.harness.score.Scorer;
import dev.routeproof.harness.store.RunRecord;
import dev.routeproof.harness.store.Runs;
import dev.routeproof.harness.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "score", description = "Score the stored answers of a run again, for nothing.")
final class ScoreCommand extends HarnessCommand {
    @Option(names = "--run", paramLabel = "ID", description = "which run (default: the newest)")
    @Nullable
    String runId;

    @Option(
            names = "--datasets",
            paramLabel = "DIR",
            split = ",",
            description = "dataset folders (default: those the run's catalog would use)")
    List<Path> datasets = new ArrayList<>();

    @Override
    Exit run() {
        try (var store = Store.open(home)) {
            var run = find(store, runId);
            if (run.kind().equals("scores")) {
                throw new UserError(
                        Exit.USAGE,
                        "Run " + run.runId() + " was imported as scores: it holds no answers to score. harness report"
                                + " writes its report again.");
            }
            var inputs = BenchInputs.load(Path.of(run.catalogPath()), datasets);
            var done = Rescore.run(store, run.runId(), inputs.datasets(), Scorer::score);
            err().println("Scored %,d answers again, %,d unscored; nothing was asked and nothing was charged."
                    .formatted(done.scored(), done.unscored()));
            if (done.unknown() > 0) {
                err().println(
                                "%,d answers are to samples the datasets no longer hold; name the run's own with --datasets."
                                        .formatted(done.unknown()));
            }
            var contender = TriedCandidate.of(inputs.catalogFile(), null, err());
            return new BenchEnd(this, store, CurrentTable.of(inputs.catalogFile(), inputs.catalog(), null), contender)
                    .show(run);
        }
    }

    /** The run of that id, the newest where it is null; {@link UserError} where there is none. */
    static RunRecord find(Store store, @Nullable String id) {
        var runs = new Runs(store).all();
        if (runs.isEmpty()) {
            throw new UserError(Exit.USAGE, "This evidence home holds no run yet: harness bench makes one.");
        }
        return runs.stream()
                .filter(run -> id == null || run.runId().equals(id))
                .findFirst()
                .orElseThrow(() -> new UserError(
                        Exit.USAGE,
                        "--run " + id + ": no such run. The newest is "
                                + runs.getFirst().runId() + "."));
    }
}
