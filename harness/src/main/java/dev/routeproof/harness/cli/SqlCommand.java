package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.store.Grid;
import dev.routeproof.harness.store.Store;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "sql",
        description =
                "Ask the store a question in SQL; it only reads. Tables of benches: run, model, dataset, sample, call,"
                        + " score; view: graded_call. Of the log: decision, outcome, feedback, mirror, epoch, gap. Of"
                        + " experiments: experiment, exchange. 'show tables' names all.")
final class SqlCommand extends HarnessCommand {
    @Parameters(
            paramLabel = "SQL",
            description = "one statement, for example: select model, avg(value) from score group by 1")
    String statement = "";

    @Override
    Exit run() {
        try (var store = Store.openToRead(home)) {
            var grid = Grid.ask(store, statement);
            if (json) {
                printJson(object(grid));
            } else {
                grid.lines().forEach(out()::println);
            }
            return Exit.OK;
        } catch (Grid.NotUnderstood e) {
            throw new UserError(Exit.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Object> object(Grid grid) {
        var object = new LinkedHashMap<String, Object>();
        object.put("schema", "routeproof.sql");
        object.put("version", 1);
        object.put("columns", grid.columns());
        object.put("rows", grid.rows());
        return object;
    }
}
