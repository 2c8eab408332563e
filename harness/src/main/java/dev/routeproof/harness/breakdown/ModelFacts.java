package dev.routeproof.harness.breakdown;

import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.catalog.Catalog;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an experiment's models beside its exchanges.
 *
 * @param tiers by model, from the catalog and from the benches in the store
 * @param simulated a model that answered is simulated
 */
public record ModelFacts(Map<String, String> tiers, boolean simulated) {
    /** Nothing is known. */
    public static final ModelFacts NONE = new ModelFacts(Map.of(), false);

    private static final Query BENCHED = Query.of(ModelFacts.class, "tiers.sql");
    private static final Query SERVED = Query.of(ModelFacts.class, "served-models.sql");

    public ModelFacts {
        tiers = Map.copyOf(tiers);
    }

    /** {@code catalog} null: only the benches know something. */
    public static ModelFacts of(Store store, String experiment, @Nullable Catalog catalog) {
        Map<String, String> tiers = new HashMap<>();
        Set<String> simulated = new HashSet<>();
        store.query(BENCHED, row -> {
            if (row.getBoolean(3)) {
                simulated.add(row.getString(1));
            }
            return tiers.put(row.getString(1), row.getString(2));
        });
        if (catalog != null) {
            catalog.all().forEach(model -> {
                tiers.put(model.id().value(), model.tier().word());
                if (model.simulated()) {
                    simulated.add(model.id().value());
                } else {
                    simulated.remove(model.id().value());
                }
            });
        }
        boolean any = store.query(SERVED, row -> row.getString(1), experiment).stream()
                .anyMatch(simulated::contains);
        return new ModelFacts(tiers, any);
    }
}
