package dev.routeproof.harness.cli;

import dev.routeproof.datasets.Dataset;
import dev.routeproof.datasets.DatasetFolders;
import dev.routeproof.datasets.DatasetReader;
import dev.routeproof.datasets.Sample;
import dev.routeproof.harness.Exit;
import dev.routeproof.harness.train.LabelledPrompt;
import dev.routeproof.harness.train.LinearTrainer;
import dev.routeproof.harness.train.PromptGrammar;
import dev.routeproof.routing.classify.Taxonomy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "train",
        description = "Train the linear classifier on written templates and on the prompts of datasets.")
final class TrainCommand extends HarnessCommand {
    @Option(names = "--out", paramLabel = "FILE", description = "where the classifier goes (default: ${DEFAULT-VALUE})")
    Path file = Path.of("classifier.json");

    @Option(
            names = "--datasets",
            split = ",",
            paramLabel = "DIR",
            description = "folders of datasets whose prompts are learnt too")
    List<Path> datasets = List.of();

    @Option(names = "--seed", description = "equal seeds give equal classifiers (default: ${DEFAULT-VALUE})")
    long seed = 1;

    @Option(
            names = "--per-label",
            paramLabel = "N",
            description = "prompts written per task type (default: ${DEFAULT-VALUE})")
    int perLabel = 3_000;

    @Override
    Exit run() throws Exception {
        var labels = Taxonomy.DEFAULT.taskTypes();
        var prompts = new ArrayList<>(new PromptGrammar(seed).prompts(labels, perLabel));
        if (!datasets.isEmpty()) {
            var folders = DatasetFolders.find(datasets.toArray(Path[]::new)).orThrow();
            for (Dataset dataset :
                    DatasetReader.readAll(folders, Taxonomy.DEFAULT).orThrow()) {
                for (Sample sample : dataset.samples()) {
                    prompts.add(new LabelledPrompt(sample.taskType(), sample.prompt(), sample.dataset()));
                }
            }
        }
        LinearTrainer.Fit fit = LinearTrainer.fit(labels, prompts, seed);
        Files.writeString(file, fit.model().json());
        if (json) {
            var object = new LinkedHashMap<String, Object>();
            object.put("schema", "routeproof.train");
            object.put("version", 1);
            object.put("file", file.toString());
            object.put("prompts", prompts.size());
            object.put("passes", fit.passes());
            object.put("held_out", fit.heldOut());
            object.put("held_out_right", fit.heldOutRight());
            object.put("temperature", fit.model().temperature());
            printJson(object);
        } else {
            out().printf(
                            "%d prompts, %d passes; of %d prompts from templates left out, %d labelled right; wrote %s%n",
                            prompts.size(), fit.passes(), fit.heldOut(), fit.heldOutRight(), file);
        }
        return Exit.OK;
    }
}
