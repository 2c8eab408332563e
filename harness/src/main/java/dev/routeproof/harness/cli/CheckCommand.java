package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.routing.config.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        description = {
            "Show every problem of every config file at once, each with its line and its fix.",
            "Looks at models.yaml, tables/, candidates/, rollout.yaml, proxy.yaml, keys.yaml and datasets/ of a folder."
        })
final class CheckCommand extends HarnessCommand {
    @Parameters(paramLabel = "DIR", arity = "0..1", description = "folder to check (default: the current one)")
    Path folder = Path.of("");

    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            description = "catalog (default: models.yaml in DIR, else what its proxy.yaml names)")
    @Nullable
    Path catalog;

    @Option(names = "--table", paramLabel = "FILE", split = ",", description = "tables (default: tables/*.yaml in DIR)")
    List<Path> tables = new ArrayList<>();

    @Option(names = "--datasets", paramLabel = "DIR", split = ",", description = "dataset folders")
    List<Path> datasets = new ArrayList<>();

    @Override
    Exit run() {
        var check = new ConfigCheck(folder, catalog == null ? ConfigCheck.catalogOf(folder) : catalog);
        var problems = check.all(tables, datasets, name -> System.getenv(name));
        if (json) {
            var object = new LinkedHashMap<String, Object>();
            object.put("schema", "routeproof.check");
            object.put("version", 1);
            object.put("files", check.looked());
            object.put(
                    "problems",
                    problems == null
                            ? List.of()
                            : problems.all().stream().map(CheckCommand::object).toList());
            printJson(object);
        } else if (problems == null) {
            out().println("%d files checked, no problem."
                    .formatted(check.looked().size()));
        }
        if (problems == null) {
            return Exit.OK;
        }
        err().println(problems.render());
        return Exit.BAD_CONFIG;
    }

    private static Map<String, @Nullable Object> object(Problem problem) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("file", problem.file());
        object.put("line", problem.line());
        object.put("column", problem.column());
        object.put("message", problem.message());
        object.put("fix", problem.fix());
        return object;
    }
}
