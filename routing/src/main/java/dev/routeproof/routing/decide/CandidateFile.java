package dev.routeproof.routing.decide;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.classify.LinearModel;
import dev.routeproof.routing.classify.Neighbours;
import dev.routeproof.routing.classify.NeighboursFile;
import dev.routeproof.routing.classify.Rule;
import dev.routeproof.routing.classify.RulesFile;
import dev.routeproof.routing.classify.StageSpec;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.config.BrokenFile;
import dev.routeproof.routing.config.ConfigText;
import dev.routeproof.routing.config.ContentHash;
import dev.routeproof.routing.config.Loaded;
import dev.routeproof.routing.config.Located;
import dev.routeproof.routing.config.Nearest;
import dev.routeproof.routing.config.Problem;
import dev.routeproof.routing.config.ProblemCollector;
import dev.routeproof.routing.config.Shape;
import dev.routeproof.routing.decide.CandidateYaml.EmbeddingYaml;
import dev.routeproof.routing.decide.CandidateYaml.LinearYaml;
import dev.routeproof.routing.decide.CandidateYaml.LlmYaml;
import dev.routeproof.routing.decide.CandidateYaml.RubricYaml;
import dev.routeproof.routing.decide.CandidateYaml.RulesYaml;
import dev.routeproof.routing.decide.CandidateYaml.StageYaml;
import dev.routeproof.routing.table.RoutingTable;
import dev.routeproof.routing.table.TableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Loads a candidate with its table and rules; the problems of all its files come together. */
public final class CandidateFile {
    private final Catalog catalog;
    private final ProblemCollector problems;
    private final List<StageSpec> cascade = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();

    private CandidateFile(Catalog catalog, ProblemCollector problems) {
        this.catalog = catalog;
        this.problems = problems;
    }

    public static Loaded<Candidate> load(Path file, Catalog catalog) {
        var problems = new ProblemCollector();
        CandidateYaml yaml = ConfigText.yaml(file, CandidateYaml.SHAPE, problems);
        Candidate candidate = yaml == null ? null : new CandidateFile(catalog, problems).candidate(yaml);
        return problems.outcome(candidate);
    }

    /** What the file may look like, for the JSON Schema. */
    public static Shape<?> shape() {
        return CandidateYaml.SHAPE;
    }

    private @Nullable Candidate candidate(CandidateYaml yaml) {
        RoutingTable table =
                isThere(yaml.table()) ? value(TableFile.load(yaml.table().value(), catalog)) : null;
        yaml.cascade().forEach(this::stage);
        Escalation escalation = escalation(yaml.escalate());
        if (table == null || !problems.isEmpty()) {
            return null;
        }
        boolean local = cascade.stream().noneMatch(StageSpec::remote);
        Duration usual = local ? Candidate.LOCAL_DEADLINE : Candidate.REMOTE_DEADLINE;
        Duration deadline = yaml.deadline() == null ? usual : yaml.deadline();
        return new Candidate(yaml.id(), table, cascade, deadline, escalation, hash(yaml, table, deadline, escalation));
    }

    private @Nullable Escalation escalation(CandidateYaml.@Nullable EscalateYaml written) {
        return written == null
                ? null
                : new Escalation(new ModelId(model(written.to())), written.hedging(), written.shorterThan());
    }

    private void stage(StageYaml written) {
        switch (written) {
            case RulesYaml rules -> {
                if (!isThere(rules.file())) {
                    return;
                }
                List<Rule> loaded = value(RulesFile.load(rules.file().value(), catalog.taxonomy()));
                files.add(rules.file().value());
                if (loaded != null) {
                    cascade.add(new StageSpec.Rules(loaded, rules.believe()));
                }
            }
            case LinearYaml linear -> {
                LinearModel trained = trained(linear.file(), LinearModel::load, LinearModel::labels);
                if (trained != null) {
                    cascade.add(new StageSpec.Linear(trained, linear.believe()));
                }
            }
            case EmbeddingYaml embedding -> embedding(embedding);
            case LlmYaml llm ->
                cascade.add(new StageSpec.Llm(model(llm.model()), llm.question(), llm.budget(), llm.believe()));
            case RubricYaml rubric ->
                cascade.add(new StageSpec.Rubric(rubric.url(), rubric.keyEnv(), rubric.budget(), rubric.believe()));
        }
    }

    private boolean isThere(Located<Path> file) {
        boolean there = Files.exists(file.value());
        if (!there) {
            problems.add(file.place(), "there is no file " + file.value(), "paths are relative to the candidate");
        }
        return there;
    }

    private void embedding(EmbeddingYaml written) {
        Neighbours trained = trained(written.file(), NeighboursFile::load, Neighbours::labels);
        String provider = provider(written.provider());
        if (provider == null && !written.model().value().equals(StageSpec.IN_PROCESS)) {
            problems.add(
                    written.model().place(),
                    "no model '" + written.model().value() + "' in process",
                    "write " + StageSpec.IN_PROCESS + ", or name the provider that has it: provider: …");
        }
        if (trained != null) {
            cascade.add(new StageSpec.Embedding(
                    written.model().value(), trained, provider, written.budget(), written.believe()));
        }
    }

    /** What {@code harness train} wrote, where it is there, whole, and speaks of the catalog's task types only. */
    private <T> @Nullable T trained(Located<Path> file, Function<Path, T> load, Function<T, List<TaskType>> labels) {
        files.add(file.value());
        if (!Files.isRegularFile(file.value())) {
            problems.add(file.place(), "there is no file " + file.value(), "`harness train` writes it");
            return null;
        }
        T trained;
        try {
            trained = load.apply(file.value());
        } catch (BrokenFile broken) {
            problems.addAll(broken.problems());
            return null;
        }
        var known = catalog.taxonomy().taskTypes();
        var strange = labels.apply(trained).stream()
                .filter(label -> !known.contains(label))
                .toList();
        if (!strange.isEmpty()) {
            problems.add(
                    file.place(),
                    "it was trained for task types that the catalog does not have: "
                            + strange.stream().map(TaskType::label).collect(Collectors.joining(", ")),
                    "train it again on prompts labelled "
                            + known.stream().map(TaskType::label).collect(Collectors.joining(", ")));
            return null;
        }
        return trained;
    }

    private @Nullable String provider(@Nullable Located<String> provider) {
        if (provider == null) {
            return null;
        }
        if (!catalog.providers().containsKey(provider.value())) {
            problems.add(
                    provider.place(),
                    "no provider '" + provider.value() + "' in the catalog",
                    Nearest.fix(provider.value(), catalog.providers().keySet(), "providers"));
        }
        return provider.value();
    }

    private String model(Located<String> model) {
        ModelId id = new ModelId(model.value());
        if (catalog.find(id).isEmpty()) {
            var known = catalog.models().keySet().stream().map(ModelId::value).toList();
            problems.add(
                    model.place(), "no model '" + id + "' in the catalog", Nearest.fix(id.value(), known, "models"));
        }
        return id.value();
    }

    private <T> @Nullable T value(Loaded<T> loaded) {
        return switch (loaded) {
            case Loaded.Ok<T>(T value) -> value;
            case Loaded.Broken<T> broken -> {
                problems.addAll(broken.problems());
                yield null;
            }
        };
    }

    /** Over the stages' settings and the bytes of their files: a retrained classifier is another candidate. */
    private String hash(CandidateYaml yaml, RoutingTable table, Duration deadline, @Nullable Escalation escalation) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.put("id", yaml.id()).put("table", table.contentHash()).put("deadline_ms", deadline.toMillis());
        if (escalation != null) {
            content.putObject("escalate")
                    .put("to", escalation.to().value())
                    .put("hedging", escalation.hedging())
                    .put("shorter_than", escalation.shorterThan());
        }
        var stages = content.putArray("cascade");
        for (StageSpec stage : cascade) {
            ObjectNode one = stages.addObject().put("kind", stage.kind()).put("believe", stage.believe());
            switch (stage) {
                case StageSpec.Rules rules -> {}
                case StageSpec.Linear linear -> {}
                case StageSpec.Embedding embedding ->
                    one.put("model", embedding.model()).put("provider", embedding.provider());
                case StageSpec.Llm llm ->
                    one.put("model", llm.model())
                            .put("prompt", llm.question().word())
                            .put("budget_ms", llm.budget().toMillis());
                case StageSpec.Rubric rubric ->
                    one.put("url", rubric.url().toString())
                            .put("budget_ms", rubric.budget().toMillis());
            }
        }
        var contents = content.putArray("files");
        files.forEach(file -> contents.add(fileHash(file)));
        return ContentHash.of(content);
    }

    private String fileHash(Path file) {
        try {
            return ContentHash.of(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            problems.add(Problem.ofFile(file.toString(), "cannot be read: " + unreadable.getMessage(), null));
            return "";
        }
    }
}
