package dev.routeproof.routing.table;

import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.catalog.Tier;
import dev.routeproof.routing.classify.TaskType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Task type × mode to model, with a fallback chain per model or tier.
 *
 * @param standard the model of a cell that is not written, and of a request whose task type is not known ({@code
 *     default} in files)
 * @param routes the written cells; a task type or mode that is not written goes to {@code standard}
 */
public record RoutingTable(
        String id,
        ModelId standard,
        SequencedMap<TaskType, Map<Mode, ModelId>> routes,
        Fallbacks fallbacks,
        Uncertain uncertain,
        List<RouteOverride> overrides) {
    public RoutingTable {
        var copy = new LinkedHashMap<TaskType, Map<Mode, ModelId>>();
        routes.forEach((type, cells) -> copy.put(type, Map.copyOf(cells)));
        routes = Collections.unmodifiableSequencedMap(copy);
        overrides = List.copyOf(overrides);
    }

    /** The model of a cell. */
    public ModelId route(TaskType taskType, Mode mode) {
        return routes.getOrDefault(taskType, Map.of()).getOrDefault(mode, standard);
    }

    /** The same table with other routes: what recalibration proposes. */
    public RoutingTable withRoutes(String newId, SequencedMap<TaskType, Map<Mode, ModelId>> newRoutes) {
        return new RoutingTable(newId, standard, newRoutes, fallbacks, uncertain, overrides);
    }

    /** Hex SHA-256 of what the table means, its id included; comments, spacing and the order of keys do not count. */
    public String contentHash() {
        return TableText.hash(this);
    }

    /**
     * Who takes over when a model fails, in order.
     *
     * @param byModel chains of single models; they come before the chain of the model's tier
     */
    public record Fallbacks(Map<ModelId, List<ModelId>> byModel, Map<Tier, List<ModelId>> byTier) {
        public static final Fallbacks NONE = new Fallbacks(Map.of(), Map.of());

        public Fallbacks {
            byModel = Collections.unmodifiableMap(new LinkedHashMap<>(byModel));
            byTier = Collections.unmodifiableMap(new LinkedHashMap<>(byTier));
        }

        /** The chain written for the model, else the one written for its tier. */
        public List<ModelId> of(Model model) {
            List<ModelId> own = byModel.get(model.id());
            return own == null ? byTier.getOrDefault(model.tier(), List.of()) : own;
        }
    }

    /**
     * What happens to a request whose task type is not sure.
     *
     * @param below confidence under which a classification is not believed, [0,1]; 0: always believed
     */
    public record Uncertain(double below, Route route) {
        public static final Uncertain NEVER = new Uncertain(0, Route.DEFAULT);

        public enum Route {
            /** The table's default model. */
            DEFAULT,
            /** The cell's model raised to the next tier, by the cheapest capable model there. */
            TIER_UP;

            /** The word used in files. */
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }
}
