package dev.routeproof.routing.config.proxy;

import dev.routeproof.routing.config.ConfigText;
import dev.routeproof.routing.config.Loaded;
import dev.routeproof.routing.config.Located;
import dev.routeproof.routing.config.ProblemCollector;
import dev.routeproof.routing.config.Shape;
import dev.routeproof.routing.config.Shapes;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Loads {@code keys.yaml}, which {@code harness keys add} writes. */
public final class KeysFile {
    private record KeyYaml(Located<String> id, Located<String> hash, VirtualKey key) {}

    private static final Shape<String> SHA256 = Shapes.secretSafe(
                    "[0-9a-fA-F]{64}", "the SHA-256 of a key, 64 hex digits, as `harness keys add` writes it")
            .as(hash -> hash.toLowerCase(Locale.ROOT));

    private static final Shape<KeyYaml> KEY = Shapes.record("virtual key", "A key of a caller, hashed.", fields -> {
        var id = fields.required("id", Shapes.id().located(), "What logs call it.");
        var hash = fields.required("sha256", SHA256.located(), "SHA-256 of the key, hex.");
        var project = fields.optional("project", Shapes.words(), "Project its requests belong to.");
        var models = fields.optional(
                "models",
                Shapes.set(Shapes.words()),
                Set.of("default"),
                "Catalog ids it may name; default: the default.");
        var rpm = fields.optional("rpm", Shapes.integer(1, 10_000_000), "Requests a minute.");
        var inFlight = fields.optional("in_flight", Shapes.integer(1, 1_000_000), "Requests at once.");
        var usd = fields.optional("usd_per_day", Shapes.number(0, 1e9), "Dollars a day after which it is refused.");
        var may = fields.optional(
                "may", Shapes.set(Shapes.word(VirtualKey.Permission.class)), Set.of(), "feedback, override.");
        return row -> new KeyYaml(
                row.get(id),
                row.get(hash),
                new VirtualKey(
                        row.get(id).value(),
                        row.get(hash).value(),
                        row.orNull(project),
                        row.get(models),
                        row.orNull(rpm),
                        row.orNull(inFlight),
                        row.orNull(usd),
                        row.get(may)));
    });

    private static final Shape<List<KeyYaml>> SHAPE =
            Shapes.record("keys file", "Virtual keys, stored hashed.", fields -> {
                var keys = fields.required("keys", Shapes.list(KEY), "The keys.");
                return row -> row.get(keys);
            });

    private KeysFile() {}

    /** Keys with distinct ids and hashes; every problem at once. */
    public static Loaded<List<VirtualKey>> load(Path file) {
        var problems = new ProblemCollector();
        List<KeyYaml> written = ConfigText.yaml(file, SHAPE, problems);
        if (written == null) {
            return problems.outcome(null);
        }
        var ids = new HashMap<String, Integer>();
        var hashes = new HashMap<String, Integer>();
        for (KeyYaml key : written) {
            distinct(key.id(), "key id '" + key.id().value() + "'", ids, problems);
            distinct(key.hash(), "this hash", hashes, problems);
        }
        return problems.outcome(written.stream().map(KeyYaml::key).toList());
    }

    /** What the file may look like, for the JSON Schema. */
    public static Shape<?> shape() {
        return SHAPE;
    }

    private static void distinct(
            Located<String> value, String what, Map<String, Integer> firstLines, ProblemCollector problems) {
        Integer first = firstLines.putIfAbsent(value.value(), value.place().line());
        if (first != null) {
            problems.add(value.place(), what + " stands twice, first on line " + first, "keep one of them");
        }
    }
}
