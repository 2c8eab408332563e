package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "init",
        description =
                "Write a working catalog, tables, candidate, dataset and proxy.yaml; then harness bench works there.")
final class InitCommand extends HarnessCommand {
    private static final List<String> FILES = List.of(
            "models.yaml",
            "tables/current.yaml",
            "tables/q4.yaml",
            "candidates/q4.yaml",
            "candidates/rules.yaml",
            "candidates/classifier.json",
            "datasets/first/card.yaml",
            "datasets/first/samples.jsonl",
            "proxy.yaml");

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "where (default: the current folder)")
    Path folder = Path.of("");

    @Override
    Exit run() throws IOException {
        var there = FILES.stream()
                .filter(file -> Files.exists(folder.resolve(file)))
                .toList();
        if (!there.isEmpty()) {
            throw new UserError(
                    Exit.USAGE,
                    "Nothing was written, because these are there already: " + String.join(", ", there)
                            + ". Name another folder: harness init DIR");
        }
        for (var file : FILES) {
            var target = folder.resolve(file);
            Files.createDirectories(target.toAbsolutePath().getParent());
            try (var starter = InitCommand.class.getResourceAsStream("starter/" + file)) {
                if (starter == null) {
                    throw new IllegalStateException("no resource starter/" + file);
                }
                Files.copy(starter, target);
            }
            if (!json) {
                out().println("wrote " + target);
            }
        }
        if (json) {
            var object = new LinkedHashMap<String, Object>();
            object.put("schema", "routeproof.init");
            object.put("version", 1);
            object.put("folder", folder.toString());
            object.put("files", FILES);
            printJson(object);
            return Exit.OK;
        }
        var where = folder.toString().isEmpty() ? "" : "cd " + folder + " && ";
        out().println("Next: " + where + "harness bench --catalog models.yaml");
        return Exit.OK;
    }
}
