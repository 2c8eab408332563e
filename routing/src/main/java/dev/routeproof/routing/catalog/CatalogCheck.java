package dev.routeproof.routing.catalog;

import dev.routeproof.routing.catalog.CatalogYaml.ModelYaml;
import dev.routeproof.routing.catalog.CatalogYaml.ProviderYaml;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.classify.Taxonomy;
import dev.routeproof.routing.config.Keyed;
import dev.routeproof.routing.config.Located;
import dev.routeproof.routing.config.Nearest;
import dev.routeproof.routing.config.ProblemCollector;
import dev.routeproof.routing.config.Shapes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a catalog as written into a catalog as meant, and reports what does not fit together. */
final class CatalogCheck {
    private static final Set<String> RESERVED = Set.of("default", "auto");

    private final ProblemCollector problems;

    CatalogCheck(ProblemCollector problems) {
        this.problems = problems;
    }

    Catalog catalog(CatalogYaml yaml) {
        Taxonomy taxonomy = taxonomy(yaml.taskTypes());
        var providers = new LinkedHashMap<String, Provider>();
        for (var entry : yaml.providers()) {
            if (!Shapes.isId(entry.key())) {
                problems.add(
                        entry.place(),
                        "a provider cannot be called '" + entry.key() + "'",
                        "an id is made of letters, digits and . _ : / @ + -");
            }
            providers.put(entry.key(), provider(entry.key(), entry.value()));
        }
        var models = new LinkedHashMap<ModelId, Model>();
        var firstLines = new LinkedHashMap<String, Integer>();
        for (ModelYaml written : yaml.models()) {
            identity(written.id(), firstLines);
            Provider provider = providers.get(written.provider().value());
            if (provider == null) {
                unknownProvider(written.provider(), yaml.providerNames());
            } else {
                sandbox(written, provider, taxonomy);
                Model model = model(written, provider);
                models.put(model.id(), model);
            }
        }
        return new Catalog(models, providers, taxonomy, yaml.pricesAsOf());
    }

    private Taxonomy taxonomy(List<Keyed<String>> written) {
        if (written.isEmpty()) {
            return Taxonomy.DEFAULT;
        }
        if (written.size() < 2 || written.size() > 8) {
            problems.add(
                    written.getFirst().place(),
                    written.size() + " task types",
                    "name 2 to 8 of them, or leave 'task_types' out");
            return Taxonomy.DEFAULT;
        }
        var rubrics = new LinkedHashMap<TaskType, String>();
        for (Keyed<String> entry : written) {
            if (Shapes.isId(entry.key())) {
                rubrics.put(new TaskType(entry.key()), entry.value());
            } else {
                problems.add(
                        entry.place(),
                        "'" + entry.key() + "' cannot be the name of a task type",
                        "use letters, digits and . _ : / @ + -");
            }
        }
        return rubrics.size() < written.size() ? Taxonomy.DEFAULT : new Taxonomy(rubrics);
    }

    private Provider provider(String id, ProviderYaml written) {
        Located<Path> file = written.file();
        Located<String> keyEnv = written.keyEnv();
        if (file != null && !Files.isRegularFile(file.value())) {
            problems.add(file.place(), "there is no file " + file.value(), "paths are relative to the catalog");
        }
        return new Provider(
                id,
                written.wire(),
                written.baseUrl(),
                keyEnv == null ? null : keyEnv.value(),
                written.maxInFlight(),
                written.requestsPerMinute(),
                file == null ? null : file.value());
    }

    private void identity(Located<String> id, Map<String, Integer> firstLines) {
        Integer first = firstLines.putIfAbsent(id.value(), id.place().line());
        if (first != null) {
            problems.add(
                    id.place(),
                    "model id '" + id.value() + "' stands twice, first on line " + first,
                    "give one of them another id");
        }
        if (RESERVED.contains(id.value())) {
            problems.add(
                    id.place(),
                    "'" + id.value() + "' is what callers write to leave the choice to the router",
                    "choose another id");
        }
    }

    /** Silent where the provider is written but broken: its own problem says enough. */
    private void unknownProvider(Located<String> provider, List<String> written) {
        if (!written.contains(provider.value())) {
            problems.add(
                    provider.place(),
                    "no provider '" + provider.value() + "' in this catalog",
                    Nearest.fix(provider.value(), written, "providers"));
        }
    }

    private void sandbox(ModelYaml written, Provider provider, Taxonomy taxonomy) {
        var sandbox = written.sandbox();
        if (sandbox == null) {
            if (provider.wire() == Wire.SANDBOX) {
                problems.add(
                        written.id().place(),
                        "model '" + written.id().value() + "' is simulated but has no 'sandbox' profile",
                        "add sandbox: {accuracy: {…}, output_tokens: …, first_token_ms: {…}, tokens_per_second: …}");
            }
            return;
        }
        if (provider.wire() != Wire.SANDBOX) {
            problems.add(
                    sandbox.place(),
                    "provider '" + provider.id() + "' is not a sandbox, so this profile means nothing",
                    "remove 'sandbox'");
            return;
        }
        var labels = taxonomy.taskTypes().stream().map(TaskType::label).toList();
        for (Keyed<Double> entry : sandbox.value().accuracy()) {
            if (!labels.contains(entry.key())) {
                problems.add(
                        entry.place(),
                        "no task type '" + entry.key() + "'",
                        Nearest.fix(entry.key(), labels, "task types"));
            }
        }
        var given = sandbox.value().accuracyKeys();
        var missing =
                labels.stream().filter(label -> !given.value().contains(label)).toList();
        if (!missing.isEmpty()) {
            problems.add(
                    given.place(), "accuracy says nothing about " + String.join(", ", missing), "add what is missing");
        }
    }

    private static Model model(ModelYaml written, Provider provider) {
        var sandbox = written.sandbox();
        @Nullable
        SandboxProfile profile = sandbox == null ? null : sandbox.value().profile();
        return new Model(
                new ModelId(written.id().value()),
                provider,
                written.name(),
                written.tier(),
                written.prices(),
                written.context(),
                written.capabilities(),
                profile);
    }
}
