package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.imports.ScoresImport;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.CatalogFile;
import dev.routeproof.routing.classify.TaskType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@code harness import scores} does, once its options are read. */
final class ImportScoresRun {
    private final ImportScoresCommand command;

    ImportScoresRun(ImportScoresCommand command) {
        this.command = command;
    }

    Exit run() throws IOException {
        Path file = Objects.requireNonNull(command.file);
        Path prices = command.prices;
        String taskType = command.taskType;
        if (command.tokens.length != 2 || command.tokens[0] < 0 || command.tokens[1] < 0) {
            throw new UserError(Exit.USAGE, "--tokens takes two numbers of 0 or more, as in --tokens 500,200.");
        }
        Catalog catalog = prices == null ? null : CatalogFile.load(prices).orThrow();
        ScoresImport.Order order = new ScoresImport.Order(
                file,
                taskType == null ? null : new TaskType(taskType),
                catalog,
                prices == null ? "" : prices.toString(),
                command.tokens[0],
                command.tokens[1],
                reproduce(file, prices, taskType, command.tokens));
        try (Store store = Store.open(command.home)) {
            return new BenchEnd(command, store, null, null).show(ScoresImport.run(order, store, Clock.systemUTC()));
        }
    }

    private static String reproduce(Path file, @Nullable Path prices, @Nullable String taskType, int[] tokens) {
        return "harness import scores " + file
                + (taskType == null ? "" : " --task-type " + taskType)
                + (prices == null ? "" : " --prices " + prices + " --tokens " + tokens[0] + "," + tokens[1]);
    }
}
