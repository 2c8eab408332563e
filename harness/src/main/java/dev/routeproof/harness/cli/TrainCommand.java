package dev.routeproof.harness.cli;

import dev.routeproof.datasets.Dataset;
import dev.routeproof.datasets.DatasetFolders;
import dev.routeproof.datasets.DatasetReader;
import dev.routeproof.datasets.Sample;
import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.label.PromptFile;
import dev.routeproof.harness.label.PromptLine;
import dev.routeproof.harness.train.HeldOut;
import dev.routeproof.harness.train.LabelledPrompt;
import dev.routeproof.harness.train.LinearTrainer;
import dev.routeproof.harness.train.PromptGrammar;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.classify.Taxonomy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "train",
        description =
                "Train the linear classifier on your labelled prompts (--data) and, for the four default task types,"
                        + " on the templates of Routeproof.")
final class TrainCommand extends HarnessCommand {
    private static final int MOST_PARTS = 60;
    private static final int FEWEST_PER_LABEL = 5;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "labelled prompts: JSON lines or CSV (may be gzipped) with prompt and task_type")
    @Nullable
    Path data;

    @Option(
            names = "--taxonomy",
            paramLabel = "FILE",
            description = "catalog whose task_types are the labels (default: the labels of the data)")
    @Nullable
    Path taxonomy;

    @Option(
            names = "--leave-out",
            paramLabel = "FIELD",
            description =
                    "judge each value of this field of the data by a training without it (default: random fifths)")
    @Nullable
    String leaveOut;

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
            description = "prompts the templates write per task type; 0: none (default: ${DEFAULT-VALUE})")
    int perLabel = 3_000;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "linear, or embedding: the vectors of an embedding stage (default: ${DEFAULT-VALUE})")
    Kind kind = Kind.linear;

    /** The stages that are trained, by their word in files. */
    @SuppressWarnings("MemberName")
    enum Kind {
        linear,
        embedding
    }

    @Override
    Exit run() throws Exception {
        if (leaveOut != null && kind == Kind.embedding) {
            throw new UserError(
                    Exit.USAGE, "--leave-out judges --kind linear; an embedding stage is judged by classify --file.");
        }
        List<PromptLine> own = own();
        List<TaskType> labels = labels(own);
        List<LabelledPrompt> base = othersThan(own, base(labels));
        enough(labels, base, own);
        if (kind == Kind.embedding) {
            embedding(labels, base, own);
            return Exit.OK;
        }
        try {
            train(new HeldOut(labels, base, own, seed), new TrainText.Learnt(labels, base.size(), own.size()));
        } catch (LinearTrainer.TooAlike alike) {
            throw new UserError(Exit.BAD_CONFIG, alike.getMessage() + "; add prompts that differ.");
        }
        return Exit.OK;
    }

    private void embedding(List<TaskType> labels, List<LabelledPrompt> base, List<PromptLine> own) throws Exception {
        var prompts = new ArrayList<>(base);
        own.forEach(line -> prompts.add(new LabelledPrompt(
                line.accepted().stream().map(TaskType::new).toList(), line.prompt(), "own " + line.group())));
        var fit = EmbeddingTraining.run(labels, prompts, seed, file);
        say(EmbeddingTraining.object(fit, prompts.size(), file), EmbeddingTraining.sentence(fit, prompts.size(), file));
    }

    private void train(HeldOut heldOut, TrainText.Learnt learnt) throws IOException {
        LinearTrainer.Fit fit = heldOut.all();
        var told = new TrainText(file, learnt, fit);
        if (learnt.own() == 0) {
            end(fit, told.object(), told.sentence());
        } else if (leaveOut == null) {
            var agreement = heldOut.byFolds();
            end(fit, told.object(agreement), told.text(agreement));
        } else {
            var parts = heldOut.byParts();
            end(fit, told.object(leaveOut, parts), told.text(leaveOut, parts));
        }
    }

    /** Writes the classifier once nothing can refuse it any more. */
    private void end(LinearTrainer.Fit fit, Object object, String text) throws IOException {
        Files.writeString(file, fit.model().json());
        say(object, text);
    }

    private void say(Object object, String text) {
        if (json) {
            printJson(object);
        } else {
            out().print(text);
        }
    }

    private List<PromptLine> own() throws IOException {
        if (data == null) {
            if (leaveOut != null) {
                throw new UserError(Exit.USAGE, "--leave-out names a field of --data FILE; name the file too.");
            }
            return List.of();
        }
        var lines = PromptFile.read(data, taxonomy == null ? null : named(taxonomy), leaveOut).stream()
                .filter(line -> !line.accepted().isEmpty())
                .toList();
        if (lines.isEmpty()) {
            throw new UserError(
                    Exit.BAD_CONFIG,
                    data + " has no labelled prompt; write task_type, or label it with harness label.");
        }
        if (leaveOut != null) {
            int parts = HeldOut.partNames(lines).size();
            if (parts < 2 || parts > MOST_PARTS) {
                throw new UserError(
                        Exit.BAD_CONFIG,
                        "The field '" + leaveOut + "' has " + parts + " values; --leave-out takes one with 2 to "
                                + MOST_PARTS + ", for each is left out of a training of its own.");
            }
        }
        return lines;
    }

    private static Set<String> named(Path catalog) {
        return ConfigCheck.catalog(catalog).taxonomy().taskTypes().stream()
                .map(TaskType::label)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of the catalog; else the default ones where the data use no other; else those of the data. */
    private List<TaskType> labels(List<PromptLine> own) {
        if (taxonomy != null) {
            return ConfigCheck.catalog(taxonomy).taxonomy().taskTypes();
        }
        var used = new TreeSet<TaskType>();
        own.forEach(line -> line.accepted().forEach(label -> used.add(new TaskType(label))));
        List<TaskType> usual = Taxonomy.DEFAULT.taskTypes();
        if (usual.containsAll(used)) {
            return usual;
        }
        if (used.size() < 2 || used.size() > 8) {
            throw new UserError(
                    Exit.BAD_CONFIG,
                    data + " uses " + used.size() + " labels ("
                            + used.stream().limit(10).map(TaskType::label).collect(Collectors.joining(", "))
                            + (used.size() > 10 ? ", …" : "") + "); a classifier has 2 to 8.");
        }
        return List.copyOf(used);
    }

    private static void known(Dataset dataset, List<TaskType> labels) {
        for (Sample sample : dataset.samples()) {
            if (!labels.contains(sample.taskType())) {
                throw new UserError(
                        Exit.BAD_CONFIG,
                        "The dataset " + dataset.name() + " has prompts labelled '" + sample.taskType()
                                + "', which is none of the labels "
                                + labels.stream().map(TaskType::label).collect(Collectors.joining(", "))
                                + "; leave --datasets out, or name datasets with these labels.");
            }
        }
    }

    /** Templates exist for the default task types only. */
    private List<LabelledPrompt> base(List<TaskType> labels) {
        var prompts = new ArrayList<LabelledPrompt>();
        if (new HashSet<>(labels).equals(new HashSet<>(Taxonomy.DEFAULT.taskTypes()))) {
            prompts.addAll(new PromptGrammar(seed).prompts(labels, perLabel));
        }
        if (!datasets.isEmpty()) {
            var folders = DatasetFolders.find(datasets.toArray(Path[]::new)).orThrow();
            var known = taxonomy == null
                    ? Taxonomy.DEFAULT
                    : ConfigCheck.catalog(taxonomy).taxonomy();
            for (Dataset dataset : DatasetReader.readAll(folders, known).orThrow()) {
                known(dataset, labels);
                for (Sample sample : dataset.samples()) {
                    prompts.add(new LabelledPrompt(sample.taskType(), sample.prompt(), sample.dataset()));
                }
            }
        }
        return prompts;
    }

    /** Those of which the data hold no variant, so that no prompt is judged by a training that has seen it here. */
    private static List<LabelledPrompt> othersThan(List<PromptLine> own, List<LabelledPrompt> base) {
        var words = own.stream().map(line -> PromptLine.groupOf(line.prompt())).collect(Collectors.toSet());
        return base.stream()
                .filter(prompt -> !words.contains(PromptLine.groupOf(prompt.prompt())))
                .toList();
    }

    private void enough(List<TaskType> labels, List<LabelledPrompt> base, List<PromptLine> own) {
        for (TaskType label : labels) {
            long prompts = base.stream()
                            .filter(prompt -> prompt.accepted().contains(label))
                            .count()
                    + own.stream()
                            .filter(line -> line.accepted().contains(label.label()))
                            .count();
            if (prompts < FEWEST_PER_LABEL) {
                throw new UserError(
                        Exit.BAD_CONFIG,
                        "There are " + prompts + " prompts labelled '" + label + "'; label at least " + FEWEST_PER_LABEL
                                + " of each (harness label).");
            }
        }
    }
}
