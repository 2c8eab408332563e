package dev.routeproof.routing.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** The models that may be used, in the order of the file. */
public record Catalog(SequencedMap<ModelId, Model> models, Map<String, Provider> providers) {
    public Catalog {
        models = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(models));
        providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
    }

    public Optional<Model> find(ModelId id) {
        return Optional.ofNullable(models.get(id));
    }

    public List<Model> all() {
        return List.copyOf(models.values());
    }
}
