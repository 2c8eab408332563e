package dev.routeproof.harness.cli;

import dev.routeproof.datasets.Dataset;
import dev.routeproof.datasets.convert.DatasetImport;
import dev.routeproof.datasets.table.RowFile;
import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.routing.classify.Taxonomy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "dataset",
        description = "Make a dataset folder of a file of rows: JSON lines or CSV (either may be gzipped), or Parquet.",
        footer = {
            "",
            "For example:",
            "harness import dataset items.jsonl.gz --map id=item,prompt=prompt,target=gold --task-type reasoning"
                    + " --scorer '{kind: numeric, extract: {kind: json, field: answer}}' --out datasets/items"
        })
final class ImportDatasetCommand extends HarnessCommand {
    @Parameters(paramLabel = "FILE", description = "the rows")
    @Nullable
    Path file;

    @Option(
            names = "--map",
            paramLabel = "FIELD=COLUMN",
            split = ",",
            required = true,
            description = "which column holds id, prompt or messages, target, task_type, cluster, tags, needs, tools")
    Map<String, String> mapping = new LinkedHashMap<>();

    @Option(
            names = "--scorer",
            paramLabel = "SCORER",
            required = true,
            description = "how answers are scored: a kind, or a group of keys as on a card")
    String scorer = "";

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "the new dataset folder")
    @Nullable
    Path out;

    @Option(names = "--name", paramLabel = "NAME", description = "the dataset's name (default: the folder's)")
    @Nullable
    String name;

    @Option(names = "--task-type", paramLabel = "TYPE", description = "task type of rows without one")
    @Nullable
    String taskType;

    @Option(
            names = "--taxonomy",
            paramLabel = "FILE",
            description = "catalog whose task_types are the task types (default: simple, code, reasoning, complex)")
    @Nullable
    Path taxonomy;

    @Option(names = "--licence", paramLabel = "TEXT", description = "licence of the rows (default: ${DEFAULT-VALUE})")
    String licence = "unknown";

    @Option(
            names = "--source",
            paramLabel = "TEXT",
            description = "where the rows come from (default: the file's name)")
    @Nullable
    String source;

    @Option(names = "--description", paramLabel = "TEXT", description = "what the dataset measures, in a sentence")
    String description = "Imported.";

    @Option(names = "--system", paramLabel = "TEXT", description = "a system text put before each prompt")
    @Nullable
    String system;

    @Override
    Exit run() throws Exception {
        Path folder = Objects.requireNonNull(out);
        Path rows = Objects.requireNonNull(file);
        Taxonomy known = taxonomy == null
                ? Taxonomy.DEFAULT
                : ConfigCheck.catalog(taxonomy).taxonomy();
        Dataset dataset;
        try {
            DatasetImport.Order order =
                    new DatasetImport.Order(rows, new LinkedHashMap<>(mapping), card(rows, folder), folder);
            dataset = DatasetImport.run(order, known).orThrow();
        } catch (RowFile.BadRows | IllegalArgumentException bad) {
            throw new UserError(Exit.BAD_CONFIG, bad.getMessage() + " Nothing was imported.");
        }
        if (json) {
            var object = new LinkedHashMap<String, Object>();
            object.put("schema", "routeproof.import-dataset");
            object.put("version", 1);
            object.put("dataset", dataset.name());
            object.put("samples", dataset.samples().size());
            object.put("folder", folder.toString());
            printJson(object);
        } else {
            out().println(dataset.samples().size() + " samples in " + folder + " (dataset " + dataset.name() + ")");
        }
        return Exit.OK;
    }

    private SequencedMap<String, String> card(Path rows, Path folder) {
        SequencedMap<String, String> card = new LinkedHashMap<>();
        String folderName = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        String origin = source;
        card.put("name", DatasetImport.quoted(name == null ? folderName : name));
        card.put("licence", DatasetImport.quoted(licence));
        card.put("source", DatasetImport.quoted(origin == null ? String.valueOf(rows.getFileName()) : origin));
        card.put("description", DatasetImport.quoted(description));
        card.put("scorer", scorer.strip().startsWith("{") ? scorer.strip() : "{kind: " + scorer.strip() + "}");
        if (taskType != null) {
            card.put("task_type", DatasetImport.quoted(taskType));
        }
        if (system != null) {
            card.put("system", DatasetImport.quoted(system));
        }
        return card;
    }
}
