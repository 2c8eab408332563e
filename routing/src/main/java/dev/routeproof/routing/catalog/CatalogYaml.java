package dev.routeproof.routing.catalog;

import dev.routeproof.routing.config.Keyed;
import dev.routeproof.routing.config.Located;
import dev.routeproof.routing.config.Place;
import dev.routeproof.routing.config.Shape;
import dev.routeproof.routing.config.Shapes;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A catalog as written: {@code models.yaml}. */
record CatalogYaml(
        List<Keyed<String>> taskTypes,
        List<String> providerNames,
        List<Keyed<ProviderYaml>> providers,
        List<ModelYaml> models,
        @Nullable LocalDate pricesAsOf) {
    record ProviderYaml(
            Wire wire,
            @Nullable URI baseUrl,
            @Nullable Located<String> keyEnv,
            int maxInFlight,
            @Nullable Integer requestsPerMinute,
            @Nullable Located<Path> file) {
        /** Where the key variable is named; {@code provider} where none is. */
        Place keyPlace(Place provider) {
            return keyEnv == null ? provider : keyEnv.place();
        }
    }

    record ModelYaml(
            Located<String> id,
            Located<String> provider,
            String name,
            Tier tier,
            Prices prices,
            int context,
            Set<Capability> capabilities,
            @Nullable Located<SandboxYaml> sandbox) {}

    record SandboxYaml(Located<List<String>> accuracyKeys, List<Keyed<Double>> accuracy, SandboxProfile profile) {}

    private static final int DEFAULT_CONTEXT = 128_000;

    private static final Shape<LocalDate> DAY = Shapes.words().checked((node, text, problems) -> {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException broken) {
            problems.add(node.place(), "expected a day such as 2026-11-22, found '" + text + "'", null);
            return null;
        }
    });

    private static final Shape<ProviderYaml> PROVIDER =
            Shapes.record("provider", "Where models are called.", fields -> {
                var wire = fields.required(
                        "wire",
                        Shapes.word(Wire.class),
                        "How it is spoken to: openai, anthropic, sandbox or recorded.");
                var baseUrl = fields.optional(
                        "base_url",
                        Shapes.webAddress(),
                        "Address up to and with the version, for openai and anthropic.");
                var keyEnv = fields.optional(
                        "key_env",
                        Shapes.environmentName().located(),
                        "Environment variable that holds the key; absent: no key.");
                var inFlight = fields.optional(
                        "max_in_flight",
                        Shapes.integer(1, 10_000),
                        Provider.DEFAULT_MAX_IN_FLIGHT,
                        "Calls under way at once.");
                var perMinute = fields.optional(
                        "requests_per_minute", Shapes.integer(1, 10_000_000), "Calls a minute; absent: not limited.");
                var file = fields.optional(
                        "file", Shapes.path().located(), "Recorded answers (.jsonl or .jsonl.gz), for wire recorded.");
                return row -> {
                    Wire spoken = row.get(wire);
                    boolean remote = spoken == Wire.OPENAI || spoken == Wire.ANTHROPIC;
                    if (remote && !row.has(baseUrl)) {
                        row.problem("wire " + spoken.word() + " needs 'base_url'", "add it: https://host/v1");
                    }
                    if (!remote && row.has(baseUrl)) {
                        row.problem(baseUrl, "wire " + spoken.word() + " calls no address", "remove 'base_url'");
                    }
                    if (spoken == Wire.RECORDED && !row.has(file)) {
                        row.problem("wire recorded needs 'file'", "name the .jsonl with the recorded answers");
                    }
                    if (spoken != Wire.RECORDED && row.has(file)) {
                        row.problem(file, "only wire recorded reads a file", "remove 'file'");
                    }
                    return new ProviderYaml(
                            spoken,
                            row.orNull(baseUrl),
                            row.orNull(keyEnv),
                            row.get(inFlight),
                            row.orNull(perMinute),
                            row.orNull(file));
                };
            });

    private static final Shape<SandboxProfile.FirstToken> FIRST_TOKEN =
            Shapes.record("first token time", "Milliseconds to the first token, log-normal.", fields -> {
                var p50 = fields.required("p50", Shapes.number(0, 600_000), "Median, milliseconds.");
                var p95 = fields.required("p95", Shapes.number(0, 600_000), "95th percentile, milliseconds.");
                return row -> {
                    if (row.get(p95) < row.get(p50)) {
                        row.problem(p95, "p95 is below p50", "make it at least " + row.get(p50));
                    }
                    return new SandboxProfile.FirstToken(row.get(p50), row.get(p95));
                };
            });

    private static final Shape<SandboxYaml> SANDBOX =
            Shapes.record("sandbox profile", "How a simulated model behaves.", fields -> {
                var accuracy = fields.required(
                        "accuracy",
                        Shapes.map(Shapes.number(0, 1)),
                        "Task type to probability of a right answer, 0 to 1.");
                var tokens = fields.required(
                        "output_tokens", Shapes.integer(1, 1_000_000), "Mean length of an answer, tokens.");
                var firstToken = fields.required("first_token_ms", FIRST_TOKEN, "Milliseconds to the first token.");
                var speed = fields.required(
                        "tokens_per_second", Shapes.number(0.001, 1e9), "Tokens a second after the first.");
                var errors =
                        fields.optional("error_rate", Shapes.number(0, 1), 0.0, "Share of calls that fail, 0 to 1.");
                var seed =
                        fields.optional("seed", Shapes.wholeNumber(0, Long.MAX_VALUE), 0L, "Same seed, same answers.");
                return row -> new SandboxYaml(
                        new Located<>(row.keysUnder(accuracy), row.place(accuracy)),
                        row.get(accuracy),
                        new SandboxProfile(
                                Keyed.toMap(row.get(accuracy)),
                                row.get(tokens),
                                row.get(firstToken),
                                row.get(speed),
                                row.get(errors),
                                row.get(seed)));
            });

    private static final Shape<ModelYaml> MODEL = Shapes.record("model", "A model that may be used.", fields -> {
        var id = fields.required("id", Shapes.id().located(), "What tables and reports call it.");
        var provider = fields.required("provider", Shapes.words().located(), "Id of the provider that serves it.");
        var name = fields.optional("name", Shapes.words(), "The provider's wire name; absent: the id.");
        var tier = fields.required(
                "tier", Shapes.word(Tier.class), "How strong it is meant to be; fallbacks never go to a lower tier.");
        var input = fields.required("input", Shapes.number(0, 1e6), "USD per million input tokens.");
        var output = fields.required("output", Shapes.number(0, 1e6), "USD per million output tokens.");
        var cached = fields.optional(
                "cached_input", Shapes.number(0, 1e6), "USD per million cached input tokens; absent: as input.");
        var context = fields.optional(
                "context",
                Shapes.integer(1, 100_000_000),
                DEFAULT_CONTEXT,
                "Context window, tokens; input and output fit.");
        var capabilities = fields.optional(
                "capabilities", Shapes.set(Shapes.word(Capability.class)), Set.of(), "What it can do beyond text.");
        var sandbox = fields.optional("sandbox", SANDBOX.located(), "Behaviour of a simulated model.");
        return row -> new ModelYaml(
                row.get(id),
                row.get(provider),
                row.or(name, row.get(id).value()),
                row.get(tier),
                new Prices(row.get(input), row.get(output), row.or(cached, row.get(input))),
                row.get(context),
                row.get(capabilities),
                row.orNull(sandbox));
    });

    static final Shape<Catalog> SHAPE =
            Shapes.record("catalog", "The models that may be used: providers, prices, tiers, capabilities.", fields -> {
                var taskTypes = fields.optional(
                        "task_types",
                        Shapes.map(Shapes.words()),
                        List.of(),
                        "Your own 2 to 8 task types, each with a rubric sentence; absent: simple, code, reasoning, complex.");
                var asOf = fields.optional("prices_as_of", DAY, "The day the prices were true, YYYY-MM-DD.");
                var providers = fields.required("providers", Shapes.map(PROVIDER), "Where models are called, by id.");
                var models = fields.required("models", Shapes.someOf(MODEL), "The models, in your order.");
                return row -> {
                    var written = new CatalogYaml(
                            row.get(taskTypes),
                            row.keysUnder(providers),
                            row.get(providers),
                            row.get(models),
                            row.orNull(asOf));
                    return new CatalogCheck(row.problems()).catalog(written);
                };
            });

    /** Where each provider names its key variable (or stands, where it names none); everything else is passed over. */
    static final Shape<List<Keyed<Place>>> KEY_PLACES =
            Shapes.record("catalog", "Providers and their keys.", fields -> {
                var providers = fields.required("providers", Shapes.map(PROVIDER), "Where models are called, by id.");
                fields.optional("models", Shapes.anything(), "The models.");
                fields.optional("task_types", Shapes.anything(), "The task types.");
                fields.optional("prices_as_of", Shapes.anything(), "The day of the prices.");
                return row -> row.get(providers).stream()
                        .map(entry -> new Keyed<>(
                                entry.key(), entry.place(), entry.value().keyPlace(entry.place())))
                        .toList();
            });
}
