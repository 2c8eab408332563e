package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.label.Asked;
import dev.routeproof.harness.label.Label;
import dev.routeproof.harness.label.LabelDialogue;
import dev.routeproof.harness.label.LabelFile;
import dev.routeproof.harness.label.LabelPage;
import dev.routeproof.harness.label.LabelSheet;
import dev.routeproof.harness.label.LoggedPrompts;
import dev.routeproof.harness.label.PromptFile;
import dev.routeproof.harness.label.PromptLine;
import dev.routeproof.harness.label.Sampling;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.Features;
import dev.routeproof.routing.classify.LinearClassifier;
import dev.routeproof.routing.classify.LinearModel;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.classify.Taxonomy;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "label",
        description =
                "Label a sample of prompts, of the evidence log or of a file, in the terminal, on a page or in a spreadsheet.")
final class LabelCommand extends HarnessCommand {
    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "prompts to choose from: JSON lines or CSV (default: the log's, where their content is kept)")
    @Nullable
    Path file;

    @Option(
            names = "--sample",
            paramLabel = "HOW",
            description = "random, low-confidence, overlap or disagreement (default: ${DEFAULT-VALUE})")
    String sample = Sampling.RANDOM.word();

    @Option(names = "--count", paramLabel = "N", description = "how many prompts (default: ${DEFAULT-VALUE})")
    int count = 50;

    @Option(names = "--seed", description = "equal seeds choose equal prompts (default: ${DEFAULT-VALUE})")
    long seed = 1;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "where labels are kept, JSON lines for --data of train (default: labels.jsonl)")
    Path labelsFile = Path.of("labels.jsonl");

    @Option(
            names = "--taxonomy",
            paramLabel = "FILE",
            description = "catalog whose task_types are the labels (default: simple, code, reasoning, complex)")
    @Nullable
    Path taxonomy;

    @Option(
            names = "--classifier",
            paramLabel = "FILE",
            description = "whose confidence chooses (default: candidates/classifier.json, here or of Routeproof)")
    @Nullable
    Path classifier;

    @Option(names = "--page", description = "ask on a page in the browser, served to this machine only")
    boolean page;

    @Option(names = "--port", paramLabel = "N", description = "with --page: its port (default: any that is free)")
    int port;

    @Option(names = "--csv", paramLabel = "FILE", description = "write the sample as a spreadsheet instead of asking")
    @Nullable
    Path csv;

    @Option(names = "--suggest", description = "with --csv: show what the classifier says (it leads the answer)")
    boolean suggest;

    @Option(names = "--import", paramLabel = "FILE", description = "take over the labels of a spreadsheet")
    @Nullable
    Path sheet;

    @Override
    Exit run() throws IOException {
        Taxonomy known = taxonomy == null
                ? Taxonomy.DEFAULT
                : ConfigCheck.catalog(taxonomy).taxonomy();
        List<String> names = known.taskTypes().stream().map(TaskType::label).toList();
        Sampling how = sampling();
        if (count < 1) {
            throw new UserError(Exit.USAGE, "--count " + count + ": label at least one prompt.");
        }
        if (port < 0 || port > 65_535) {
            throw new UserError(Exit.USAGE, "--port " + port + ": a port is a number up to 65535.");
        }
        if (port > 0 && !page) {
            throw new UserError(Exit.USAGE, "--port is the page's; say --page too.");
        }
        if (suggest && csv == null) {
            throw new UserError(
                    Exit.USAGE,
                    "--suggest is for --csv; in the terminal and on the page the classifier speaks"
                            + " only after you.");
        }
        if (csv != null && !csv.toString().endsWith(".csv")) {
            throw new UserError(Exit.USAGE, csv + " would not come back: --import takes .csv files; name one.");
        }
        if (Stream.of(page, csv != null, sheet != null).filter(way -> way).count() > 1) {
            throw new UserError(Exit.USAGE, "--page, --csv and --import are ways of their own; name one of them.");
        }
        try (LabelFile labels = LabelFile.open(labelsFile, new TreeSet<>(names))) {
            if (sheet != null) {
                take(sheet, labels, new TreeSet<>(names));
                return Exit.OK;
            }
            List<Asked> prompts = prompts(classifier(names, how));
            List<Asked> chosen = how.pick(prompts, labels.labelled(), count, seed);
            if (chosen.isEmpty()) {
                throw new UserError(
                        Exit.BAD_CONFIG,
                        "There is no prompt left to label: of " + prompts.size() + ", "
                                + labels.keys().size() + " are labelled in " + labelsFile
                                + (how == Sampling.RANDOM
                                        ? "."
                                        : ", and --sample " + how.word() + " finds none among the others."));
            }
            if (csv != null) {
                if (Files.exists(csv)) {
                    throw new UserError(
                            Exit.USAGE,
                            csv + " is there already and may hold labels; harness label --import it, or name another.");
                }
                LabelSheet.write(csv, chosen, suggest);
                say(
                        chosen.size(),
                        labels,
                        "Wrote " + chosen.size() + " prompts to " + csv
                                + "; fill the column task_type (" + String.join(", ", names)
                                + "), then: harness label --import "
                                + csv);
            } else if (page) {
                int done = onPage(known, chosen, labels);
                say(done, labels, done + " labelled now, " + labels.keys().size() + " in " + labelsFile + ".");
            } else {
                var keys = new InputStreamReader(System.in, StandardCharsets.UTF_8);
                int done = new LabelDialogue(names, keys, json ? err() : out()).run(chosen, labels, how.word());
                say(done, labels, done + " labelled now, " + labels.keys().size() + " in " + labelsFile + ".");
            }
        }
        return Exit.OK;
    }

    /** Until the person ends it on the page, or this process is interrupted; each label is on disk by then. */
    private int onPage(Taxonomy known, List<Asked> chosen, LabelFile labels) throws IOException {
        var rubrics = new LinkedHashMap<String, String>();
        known.rubrics().forEach((label, rubric) -> rubrics.put(label.label(), rubric));
        try (var served = LabelPage.open(rubrics, chosen, labels, sample, port)) {
            PrintWriter screen = json ? err() : out();
            screen.println(
                    "Open " + served.address() + " in a browser on this machine; end there, or here with Ctrl-C.");
            screen.flush();
            return served.await();
        } catch (BindException taken) {
            throw new UserError(Exit.USAGE, "Port " + port + " is taken; name another, or leave --port out.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private Sampling sampling() {
        for (Sampling how : Sampling.values()) {
            if (how.word().equals(sample)) {
                return how;
            }
        }
        throw new UserError(
                Exit.USAGE,
                "--sample " + sample + " is not known; use random, low-confidence, overlap or disagreement.");
    }

    private void say(int done, LabelFile labels, String text) {
        if (json) {
            var object = new LinkedHashMap<String, Object>();
            object.put("schema", "routeproof.label");
            object.put("version", 1);
            object.put("sample", sample);
            object.put(csv == null ? "labelled" : "chosen", done);
            object.put("labels", labels.keys().size());
            object.put("file", String.valueOf(csv == null ? labelsFile : csv));
            printJson(object);
        } else {
            out().println(text);
        }
    }

    /** A sheet shows the last message only; the conversation is taken from where the prompt came from. */
    private void take(Path from, LabelFile labels, Set<String> known) throws IOException {
        List<Label> given = LabelSheet.read(from, known);
        var whole = new HashMap<String, Prompt>();
        if (file != null || Files.exists(home.resolve("store.duckdb"))) {
            prompts(prompt -> Classification.UNKNOWN).forEach(asked -> whole.put(asked.key(), asked.prompt()));
        }
        LabelFile.Imported done = labels.take(given.stream()
                .map(label -> new Label(
                        label.key(),
                        whole.getOrDefault(label.key(), label.prompt()),
                        label.taskType(),
                        label.sampled()))
                .toList());
        if (json) {
            var object = new LinkedHashMap<String, Object>();
            object.put("schema", "routeproof.label");
            object.put("version", 1);
            object.put("added", done.added());
            object.put("changed", done.changed());
            object.put("same", done.same());
            object.put("labels", labels.keys().size());
            object.put("file", labelsFile.toString());
            printJson(object);
        } else {
            out().println(done.added() + " labels added, " + done.changed() + " changed, " + done.same()
                    + " as before; " + labels.keys().size() + " in " + labelsFile + ".");
        }
    }

    /** One of other labels than these says nothing of them. */
    private Function<Prompt, Classification> classifier(List<String> names, Sampling how) {
        Path from = ClassifyCommand.classifierFile(classifier);
        LinearModel model = LinearModel.load(from);
        List<String> own = model.labels().stream().map(TaskType::label).toList();
        if (names.containsAll(own)) {
            var chosen = new LinearClassifier(model);
            return prompt -> chosen.classify(Features.of(prompt));
        }
        if (how == Sampling.RANDOM && !suggest && classifier == null) {
            return prompt -> Classification.UNKNOWN;
        }
        throw new UserError(
                Exit.USAGE,
                from + " knows the labels " + String.join(", ", own) + ", not " + String.join(", ", names)
                        + "; name one that harness train made of these with --classifier, or label a random sample first.");
    }

    private List<Asked> prompts(Function<Prompt, Classification> classifier) throws IOException {
        var prompts = new ArrayList<Asked>();
        if (file != null) {
            for (PromptLine line : PromptFile.read(file)) {
                prompts.add(Asked.of(line, classifier.apply(line.prompt())));
            }
            return prompts;
        }
        LoggedPrompts.Found found;
        try (var store = Store.open(home)) {
            found = LoggedPrompts.read(store);
        }
        for (LoggedPrompts.Logged logged : found.prompts()) {
            prompts.add(
                    new Asked(logged.requestId(), logged.prompt(), classifier.apply(logged.prompt()), logged.given()));
        }
        if (found.unreadable() > 0) {
            err().println(found.unreadable() + " logged requests are passed over: cut, or no conversation.");
        }
        if (prompts.isEmpty()) {
            throw new UserError(
                    Exit.BAD_CONFIG,
                    "The store of " + home
                            + " keeps no prompts: set evidence.content to redacted or full in proxy.yaml,"
                            + " serve some requests and run harness ingest; or name a file: --file prompts.jsonl.");
        }
        return prompts;
    }
}
