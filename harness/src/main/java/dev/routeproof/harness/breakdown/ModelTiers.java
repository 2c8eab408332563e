package dev.routeproof.harness.breakdown;

import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import java.util.HashMap;
import java.util.Map;

/** The tiers of models, as far as a bench in the store knew them. */
public final class ModelTiers {
    private static final Query TIERS = Query.of(ModelTiers.class, "tiers.sql");

    private ModelTiers() {}

    public static Map<String, String> of(Store store) {
        Map<String, String> tiers = new HashMap<>();
        store.query(TIERS, row -> tiers.put(row.getString(1), row.getString(2)));
        return tiers;
    }
}
