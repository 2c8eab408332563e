package dev.routeproof.routing.table;

import com.google.re2j.Pattern;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.catalog.Tier;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.config.Keyed;
import dev.routeproof.routing.config.Located;
import dev.routeproof.routing.config.Nearest;
import dev.routeproof.routing.config.Place;
import dev.routeproof.routing.config.ProblemCollector;
import dev.routeproof.routing.config.Shape;
import dev.routeproof.routing.config.Shapes;
import dev.routeproof.routing.table.RoutingTable.Fallbacks;
import dev.routeproof.routing.table.RoutingTable.Uncertain;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a routing table may look like, over one catalog or, with its models and task types unchecked, over any. */
final class TableShape {
    private static final List<String> MODES =
            Stream.of(Mode.values()).map(Mode::word).toList();
    private static final List<String> TIERS =
            Stream.of(Tier.values()).map(Tier::word).toList();

    private record MatchYaml(
            @Nullable String feature, @Nullable Pattern pattern) {}

    private static final Shape<Uncertain> UNCERTAIN =
            Shapes.record("rule for uncertain requests", "What happens when the task type is not sure.", fields -> {
                var below = fields.required(
                        "below",
                        Shapes.number(0, 1),
                        "Confidence under which a classification is not believed, 0 to 1.");
                var route = fields.optional(
                        "route",
                        Shapes.word(Uncertain.Route.class),
                        Uncertain.Route.DEFAULT,
                        "default: the default model; tier_up: one tier above the cell's model.");
                return row -> new Uncertain(row.get(below), row.get(route));
            });

    private static final Shape<MatchYaml> MATCH =
            Shapes.record("match", "What a request must have; everything written must hold.", fields -> {
                var feature = fields.optional("feature", Shapes.words(), "The caller's feature name.");
                var regex = fields.optional("regex", Shapes.pattern(), "RE2 pattern found in the last user message.");
                return row -> {
                    if (!row.has(feature) && !row.has(regex)) {
                        row.problem("this match has nothing to match", "write feature: … or regex: …");
                        return null;
                    }
                    return new MatchYaml(row.orNull(feature), row.orNull(regex));
                };
            });

    private final @Nullable Catalog catalog;
    private final List<String> models;
    private final List<String> labels;
    private final Shape<ModelId> model;

    private TableShape(@Nullable Catalog catalog) {
        this.catalog = catalog;
        this.models = catalog == null
                ? List.of()
                : catalog.models().keySet().stream().map(ModelId::value).toList();
        this.labels = catalog == null
                ? List.of()
                : catalog.taxonomy().taskTypes().stream().map(TaskType::label).toList();
        this.model = Shapes.id("the id of a model of the catalog").checked((node, id, problems) -> {
            if (catalog != null && !models.contains(id)) {
                problems.add(node.place(), "no model '" + id + "' in the catalog", Nearest.fix(id, models, "models"));
            }
            return new ModelId(id);
        });
    }

    static Shape<RoutingTable> over(@Nullable Catalog catalog) {
        return new TableShape(catalog).table();
    }

    private Shape<RoutingTable> table() {
        return Shapes.record("routing table", "Task type × mode to model, with fallbacks and overrides.", fields -> {
            var id = fields.required("id", Shapes.id(), "What reports and logs call this table.");
            var standard =
                    fields.required("default", model, "The model of every request the table says nothing about.");
            var routes = fields.required(
                    "routes",
                    Shapes.map(Shapes.map(model)).checked((node, lines, problems) -> routes(lines, problems)),
                    "Task type to {eco, balanced, sport} to model id; a cell left out goes to the default.");
            var fallbacks = fields.optional(
                    "fallbacks",
                    Shapes.map(Shapes.list(model.located()))
                            .checked((node, lines, problems) -> fallbacks(lines, problems)),
                    Fallbacks.NONE,
                    "Tier or model id to who takes over, in order; never a lower tier.");
            var uncertain = fields.optional(
                    "uncertain", UNCERTAIN, Uncertain.NEVER, "What happens when the task type is not sure.");
            var overrides = fields.optional(
                    "overrides",
                    Shapes.list(override()),
                    List.of(),
                    "Models fixed for some requests; the first match wins.");
            return row -> new RoutingTable(
                    row.get(id),
                    row.get(standard),
                    row.get(routes),
                    row.get(fallbacks),
                    row.get(uncertain),
                    row.get(overrides));
        });
    }

    private Shape<RouteOverride> override() {
        return Shapes.record("override", "A model fixed for requests that match.", fields -> {
            var match = fields.required("match", MATCH, "Which requests.");
            var fixed = fields.required("model", model, "The model they get.");
            return row ->
                    new RouteOverride(row.get(match).feature(), row.get(match).pattern(), row.get(fixed));
        });
    }

    private SequencedMap<TaskType, Map<Mode, ModelId>> routes(
            List<Keyed<List<Keyed<ModelId>>>> lines, ProblemCollector problems) {
        var routes = new LinkedHashMap<TaskType, Map<Mode, ModelId>>();
        for (var line : lines) {
            if (catalog != null && !labels.contains(line.key())) {
                unknown(line.place(), "task type", line.key(), labels, problems);
            }
            var cells = new EnumMap<Mode, ModelId>(Mode.class);
            for (var cell : line.value()) {
                if (MODES.contains(cell.key())) {
                    cells.put(Mode.valueOf(cell.key().toUpperCase(Locale.ROOT)), cell.value());
                } else {
                    unknown(cell.place(), "mode", cell.key(), MODES, problems);
                }
            }
            routes.put(new TaskType(line.key()), cells);
        }
        return routes;
    }

    private Fallbacks fallbacks(List<Keyed<List<Located<ModelId>>>> lines, ProblemCollector problems) {
        var byModel = new LinkedHashMap<ModelId, List<ModelId>>();
        var byTier = new EnumMap<Tier, List<ModelId>>(Tier.class);
        for (var line : lines) {
            ModelId id = new ModelId(line.key());
            if (TIERS.contains(line.key())) {
                Tier tier = Tier.valueOf(line.key().toUpperCase(Locale.ROOT));
                byTier.put(tier, chain(line, tier, false, problems));
            } else if (catalog == null) {
                byModel.put(id, line.value().stream().map(Located::value).toList());
            } else if (catalog.find(id).isPresent()) {
                byModel.put(id, chain(line, catalog.find(id).get().tier(), true, problems));
            } else {
                var known = new LinkedHashSet<>(TIERS);
                known.addAll(models);
                problems.add(
                        line.place(),
                        "'" + line.key() + "' is neither a tier nor a model of the catalog",
                        Nearest.fix(line.key(), known, "tiers and models"));
            }
        }
        return new Fallbacks(byModel, byTier);
    }

    private List<ModelId> chain(
            Keyed<List<Located<ModelId>>> line, Tier lowest, boolean ofModel, ProblemCollector problems) {
        var chain = new ArrayList<ModelId>();
        for (Located<ModelId> written : line.value()) {
            ModelId id = written.value();
            chain.add(id);
            Optional.ofNullable(catalog)
                    .flatMap(known -> known.find(id))
                    .map(Model::tier)
                    .filter(tier -> tier.compareTo(lowest) < 0)
                    .ifPresent(tier -> problems.add(
                            written.place(),
                            "'" + id + "' is " + tier.word() + ", and a fallback of " + line.key()
                                    + " may not be below " + lowest.word(),
                            "name a model of tier " + lowest.word() + " or above"));
            if (ofModel && id.value().equals(line.key())) {
                problems.add(written.place(), "'" + id + "' cannot be its own fallback", "remove it");
            }
        }
        return chain;
    }

    private static void unknown(
            Place place, String what, String written, List<String> known, ProblemCollector problems) {
        problems.add(place, "no " + what + " '" + written + "'", Nearest.fix(written, known, what + "s"));
    }
}
