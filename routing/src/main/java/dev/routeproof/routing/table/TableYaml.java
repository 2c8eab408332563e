package dev.routeproof.routing.table;

import com.google.re2j.Pattern;
import dev.routeproof.routing.config.Keyed;
import dev.routeproof.routing.config.Located;
import dev.routeproof.routing.config.Shape;
import dev.routeproof.routing.config.Shapes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A routing table as written. */
record TableYaml(
        String id,
        Located<String> standard,
        List<Keyed<List<Keyed<Located<String>>>>> routes,
        List<Keyed<List<Located<String>>>> fallbacks,
        RoutingTable.Uncertain uncertain,
        List<OverrideYaml> overrides) {
    record OverrideYaml(MatchYaml match, Located<String> model) {}

    record MatchYaml(@Nullable String feature, @Nullable Pattern pattern) {}

    private static final Shape<Located<String>> MODEL = Shapes.id().located();

    private static final Shape<RoutingTable.Uncertain> UNCERTAIN =
            Shapes.record("rule for uncertain requests", "What happens when the task type is not sure.", fields -> {
                var below = fields.required(
                        "below",
                        Shapes.number(0, 1),
                        "Confidence under which a classification is not believed, 0 to 1.");
                var route = fields.optional(
                        "route",
                        Shapes.word(RoutingTable.Uncertain.Route.class),
                        RoutingTable.Uncertain.Route.DEFAULT,
                        "default: the default model; tier_up: one tier above the cell's model.");
                return row -> new RoutingTable.Uncertain(row.get(below), row.get(route));
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

    private static final Shape<OverrideYaml> OVERRIDE =
            Shapes.record("override", "A model fixed for requests that match.", fields -> {
                var match = fields.required("match", MATCH, "Which requests.");
                var model = fields.required("model", MODEL, "The model they get.");
                return row -> new OverrideYaml(row.get(match), row.get(model));
            });

    static final Shape<TableYaml> SHAPE =
            Shapes.record("routing table", "Task type × mode to model, with fallbacks and overrides.", fields -> {
                var id = fields.required("id", Shapes.id(), "What reports and logs call this table.");
                var standard =
                        fields.required("default", MODEL, "The model of every request the table says nothing about.");
                var routes = fields.required(
                        "routes",
                        Shapes.map(Shapes.map(MODEL)),
                        "Task type to {eco, balanced, sport} to model id; a cell left out goes to the default.");
                var fallbacks = fields.optional(
                        "fallbacks",
                        Shapes.map(Shapes.list(MODEL)),
                        List.of(),
                        "Tier or model id to who takes over, in order; never a lower tier.");
                var uncertain = fields.optional(
                        "uncertain",
                        UNCERTAIN,
                        RoutingTable.Uncertain.NEVER,
                        "What happens when the task type is not sure.");
                var overrides = fields.optional(
                        "overrides",
                        Shapes.list(OVERRIDE),
                        List.of(),
                        "Models fixed for some requests; the first match wins.");
                return row -> new TableYaml(
                        row.get(id),
                        row.get(standard),
                        row.get(routes),
                        row.get(fallbacks),
                        row.get(uncertain),
                        row.get(overrides));
            });
}
