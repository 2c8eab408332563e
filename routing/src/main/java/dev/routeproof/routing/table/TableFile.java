package dev.routeproof.routing.table;

import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.catalog.Tier;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.config.ConfigText;
import dev.routeproof.routing.config.Keyed;
import dev.routeproof.routing.config.Loaded;
import dev.routeproof.routing.config.Located;
import dev.routeproof.routing.config.Nearest;
import dev.routeproof.routing.config.Place;
import dev.routeproof.routing.config.ProblemCollector;
import dev.routeproof.routing.config.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** Loads and writes routing tables. */
public final class TableFile {
    private static final List<String> MODES =
            Stream.of(Mode.values()).map(Mode::word).toList();

    private final Catalog catalog;
    private final ProblemCollector problems;

    private TableFile(Catalog catalog, ProblemCollector problems) {
        this.catalog = catalog;
        this.problems = problems;
    }

    /** A table whose models are all in the catalog; every problem at once. */
    public static Loaded<RoutingTable> load(Path file, Catalog catalog) {
        var problems = new ProblemCollector();
        TableYaml yaml = ConfigText.yaml(file, TableYaml.SHAPE, problems);
        RoutingTable table = yaml == null ? null : new TableFile(catalog, problems).table(yaml);
        return problems.outcome(table);
    }

    /** The table as a YAML file that {@link #load} reads back as the same table. */
    public static String write(RoutingTable table) {
        return TableText.yaml(table);
    }

    /** What the file may look like, for the JSON Schema. */
    public static Shape<?> shape() {
        return TableYaml.SHAPE;
    }

    private RoutingTable table(TableYaml yaml) {
        return new RoutingTable(
                yaml.id(),
                known(yaml.standard()),
                routes(yaml.routes()),
                fallbacks(yaml.fallbacks()),
                yaml.uncertain(),
                yaml.overrides().stream()
                        .map(written -> new RouteOverride(
                                written.match().feature(), written.match().pattern(), known(written.model())))
                        .toList());
    }

    private SequencedMap<TaskType, Map<Mode, ModelId>> routes(List<Keyed<List<Keyed<Located<String>>>>> written) {
        var labels =
                catalog.taxonomy().taskTypes().stream().map(TaskType::label).toList();
        var routes = new LinkedHashMap<TaskType, Map<Mode, ModelId>>();
        for (var line : written) {
            if (!labels.contains(line.key())) {
                unknown(line.place(), "task type", line.key(), labels);
            }
            var cells = new EnumMap<Mode, ModelId>(Mode.class);
            for (var cell : line.value()) {
                ModelId model = known(cell.value());
                if (MODES.contains(cell.key())) {
                    cells.put(Mode.valueOf(cell.key().toUpperCase(Locale.ROOT)), model);
                } else {
                    unknown(cell.place(), "mode", cell.key(), MODES);
                }
            }
            routes.put(new TaskType(line.key()), cells);
        }
        return routes;
    }

    private RoutingTable.Fallbacks fallbacks(List<Keyed<List<Located<String>>>> written) {
        var byModel = new LinkedHashMap<ModelId, List<ModelId>>();
        var byTier = new EnumMap<Tier, List<ModelId>>(Tier.class);
        var tiers = Stream.of(Tier.values()).map(Tier::word).toList();
        for (var line : written) {
            ModelId id = new ModelId(line.key());
            if (tiers.contains(line.key())) {
                Tier tier = Tier.valueOf(line.key().toUpperCase(Locale.ROOT));
                byTier.put(tier, chain(line, tier));
            } else if (catalog.find(id).isPresent()) {
                byModel.put(id, chain(line, catalog.find(id).get().tier()));
            } else {
                var known = new ArrayList<>(tiers);
                known.addAll(ids());
                unknown(line.place(), "tier or model", line.key(), known);
            }
        }
        return new RoutingTable.Fallbacks(byModel, byTier);
    }

    private List<ModelId> chain(Keyed<List<Located<String>>> line, Tier lowest) {
        var chain = new ArrayList<ModelId>();
        for (Located<String> written : line.value()) {
            ModelId id = known(written);
            chain.add(id);
            catalog.find(id)
                    .map(Model::tier)
                    .filter(tier -> tier.compareTo(lowest) < 0)
                    .ifPresent(tier -> problems.add(
                            written.place(),
                            "'" + id + "' is " + tier.word() + ", and a fallback of " + line.key()
                                    + " may not be below " + lowest.word(),
                            "name a model of tier " + lowest.word() + " or above"));
            if (id.value().equals(line.key())) {
                problems.add(written.place(), "'" + id + "' cannot be its own fallback", "remove it");
            }
        }
        return chain;
    }

    private ModelId known(Located<String> written) {
        if (catalog.find(new ModelId(written.value())).isEmpty()) {
            unknown(written.place(), "model", written.value(), ids());
        }
        return new ModelId(written.value());
    }

    private List<String> ids() {
        return catalog.models().keySet().stream().map(ModelId::value).toList();
    }

    private void unknown(Place place, String what, String written, List<String> known) {
        String where = what.equals("model") ? " in the catalog" : "";
        problems.add(place, "no " + what + " '" + written + "'" + where, Nearest.fix(written, known, what + "s"));
    }
}
