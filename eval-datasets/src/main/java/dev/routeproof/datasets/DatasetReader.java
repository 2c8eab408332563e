package dev.routeproof.datasets;

import dev.routeproof.datasets.table.LineFiles;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.Prompt.Message;
import dev.routeproof.routing.classify.Prompt.Role;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.classify.Taxonomy;
import dev.routeproof.routing.config.ConfigText;
import dev.routeproof.routing.config.Loaded;
import dev.routeproof.routing.config.Located;
import dev.routeproof.routing.config.Place;
import dev.routeproof.routing.config.Problem;
import dev.routeproof.routing.config.ProblemCollector;
import dev.routeproof.routing.config.Source;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads dataset folders: {@code card.yaml} and lines, every problem of all files at once. */
public final class DatasetReader {
    static final int MOST_PROBLEMS = 100;

    private final Taxonomy taxonomy;
    private final ProblemCollector problems = new ProblemCollector();
    private final Map<String, Place> ids = new HashMap<>();
    private final Set<Place> reported = new HashSet<>();
    private final MessageDigest digest = sha256();

    private DatasetReader(Taxonomy taxonomy) {
        this.taxonomy = taxonomy;
    }

    /** The dataset in {@code folder}, with the default taxonomy. */
    public static Loaded<Dataset> read(Path folder) {
        return read(folder, Taxonomy.DEFAULT);
    }

    /** The dataset in {@code folder}; a task type outside {@code taxonomy} is a problem. */
    public static Loaded<Dataset> read(Path folder, Taxonomy taxonomy) {
        return new DatasetReader(taxonomy).folder(folder);
    }

    /** Several datasets; two of one name are a problem. */
    public static Loaded<List<Dataset>> readAll(List<Path> folders, Taxonomy taxonomy) {
        ProblemCollector all = new ProblemCollector();
        List<Dataset> datasets = new ArrayList<>();
        Map<String, Path> names = new HashMap<>();
        for (Path folder : folders) {
            switch (read(folder, taxonomy)) {
                case Loaded.Broken<Dataset>(var found) -> all.addAll(found);
                case Loaded.Ok<Dataset>(Dataset dataset) -> {
                    Path other = names.putIfAbsent(dataset.name(), folder);
                    if (other == null) {
                        datasets.add(dataset);
                    } else {
                        all.add(Problem.ofFile(
                                folder.resolve("card.yaml").toString(),
                                "the name '" + dataset.name() + "' is also that of " + other,
                                "rename one of them"));
                    }
                }
            }
        }
        return all.outcome(datasets);
    }

    private Loaded<Dataset> folder(Path folder) {
        Path cardFile = folder.resolve("card.yaml");
        if (!Files.isDirectory(folder)) {
            problems.add(Problem.ofFile(folder.toString(), "there is no such dataset folder", "check the path"));
            return problems.outcome(null);
        }
        Card card = ConfigText.yaml(cardFile, DatasetShapes.CARD, problems);
        List<Sample> samples = new ArrayList<>();
        try {
            hash(Files.isRegularFile(cardFile) ? Files.readAllBytes(cardFile) : new byte[0]);
            List<Path> files = LineFiles.of(folder);
            if (files.isEmpty()) {
                problems.add(Problem.ofFile(
                        folder.toString(),
                        "this dataset has no *.jsonl or *.jsonl.gz file",
                        "add its samples, one a line"));
            }
            for (Path file : files) {
                lines(file, card, samples);
            }
        } catch (IOException failed) {
            problems.add(Problem.ofFile(folder.toString(), "cannot be read: " + failed.getMessage(), null));
        }
        if (problems.isEmpty() && samples.isEmpty()) {
            problems.add(Problem.ofFile(folder.toString(), "this dataset has no samples", "add them, one a line"));
        }
        return problems.outcome(card == null ? null : dataset(card, samples));
    }

    private Dataset dataset(Card card, List<Sample> samples) {
        String hash = HexFormat.of().formatHex(digest.digest());
        return new Dataset(card.name(), card.licence(), card.source(), card.description(), samples, hash);
    }

    /** A line that is broken does not stop the reading; after {@value #MOST_PROBLEMS} problems the rest is left unread. */
    private void lines(Path file, @Nullable Card card, List<Sample> samples) throws IOException {
        int number = 0;
        try (BufferedReader reader = LineFiles.open(file)) {
            for (String text = LineFiles.line(reader); text != null; text = LineFiles.line(reader)) {
                number++;
                hash(text.getBytes(StandardCharsets.UTF_8));
                if (text.isBlank()) {
                    continue;
                }
                Line line = ConfigText.json(Source.ofLine(file, number, text), DatasetShapes.LINE, problems);
                if (line != null) {
                    sample(line, card, samples);
                }
                if (problems.size() >= MOST_PROBLEMS) {
                    problems.add(Problem.ofFile(
                            file.toString(),
                            "lines after " + number + " were not read: too many problems",
                            "mend these first"));
                    return;
                }
            }
        } catch (CharacterCodingException broken) {
            Place place = Source.ofLine(file, LineFiles.notUtf8(file), "").start();
            problems.add(place, "this line is not UTF-8 text", "save the file as UTF-8");
        } catch (IOException broken) {
            problems.add(Problem.ofFile(
                    file.toString(),
                    "cannot be read after line " + number + ": " + broken.getMessage(),
                    "unpack or copy it anew"));
        }
    }

    private void sample(Line line, @Nullable Card card, List<Sample> samples) {
        Place first = ids.putIfAbsent(line.id().value(), line.id().place());
        if (first != null) {
            problems.add(
                    line.id().place(),
                    "id '" + line.id().value() + "' stands already at " + first,
                    "give it another id");
        }
        if (card == null) {
            return;
        }
        Located<TaskType> taskType = line.taskType() != null ? line.taskType() : card.taskType();
        ScorerSpec scorer = line.scorer() != null ? line.scorer() : card.scorer();
        if (taskType == null) {
            problems.add(line.place(), "this sample has no task_type and the card has none", "add it to one of them");
        } else if (!taxonomy.taskTypes().contains(taskType.value())) {
            unknown(taskType);
        }
        if (scorer == null) {
            problems.add(line.place(), "this sample has no scorer and the card has none", "add it to one of them");
        }
        if (scorer == null || taskType == null) {
            return;
        }
        Located<List<String>> target = line.target();
        List<String> targets = target == null ? List.of() : target.value();
        SampleCheck.check(scorer, targets, target == null ? line.place() : target.place(), problems);
        samples.add(new Sample(
                card.name(),
                line.id().value(),
                taskType.value(),
                new Prompt(conversation(line, card), !line.tools().isEmpty(), false),
                line.tools(),
                targets,
                scorer,
                line.cluster(),
                Set.copyOf(line.tags()),
                line.needs()));
    }

    private static List<Message> conversation(Line line, Card card) {
        String system = card.system();
        boolean own = line.messages().getFirst().role() == Role.SYSTEM;
        if (system == null || own) {
            return line.messages();
        }
        List<Message> messages = new ArrayList<>(List.of(new Message(Role.SYSTEM, system)));
        messages.addAll(line.messages());
        return messages;
    }

    /** The card's task type is reported once, however many lines lean on it. */
    private void unknown(Located<TaskType> taskType) {
        Place place = taskType.place();
        if (reported.add(place)) {
            String known = String.join(
                    ", ", taxonomy.taskTypes().stream().map(TaskType::label).toList());
            problems.add(place, "task type '" + taskType.value() + "' is not in the taxonomy", "one of " + known);
        }
    }

    private void hash(byte[] line) {
        digest.update(line);
        digest.update((byte) '\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
