package dev.routeproof.routing.catalog;

import dev.routeproof.routing.classify.Taxonomy;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The models that may be used, in the order of the file.
 *
 * @param taxonomy the task types that tables, datasets and classifiers speak of
 * @param pricesAsOf the day the prices were true; null where the file does not say
 */
public record Catalog(
        SequencedMap<ModelId, Model> models,
        Map<String, Provider> providers,
        Taxonomy taxonomy,
        @Nullable LocalDate pricesAsOf) {
    public Catalog {
        models = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(models));
        providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
    }

    /** With the default task types. */
    public Catalog(SequencedMap<ModelId, Model> models, Map<String, Provider> providers) {
        this(models, providers, Taxonomy.DEFAULT, null);
    }

    public Optional<Model> find(ModelId id) {
        return Optional.ofNullable(models.get(id));
    }

    /** By catalog id, else by the provider's wire name: how callers name a model. */
    public Optional<Model> named(String idOrName) {
        for (Model model : models.values()) {
            if (model.id().value().equals(idOrName)) {
                return Optional.of(model);
            }
        }
        return models.values().stream()
                .filter(model -> model.name().equals(idOrName))
                .findFirst();
    }

    /** All names of models: catalog ids first; a wire name counts where no id and no earlier model has it. */
    public SequencedMap<String, Model> names() {
        var names = new LinkedHashMap<String, Model>();
        for (Model model : models.values()) {
            names.put(model.id().value(), model);
        }
        for (Model model : models.values()) {
            names.putIfAbsent(model.name(), model);
        }
        return names;
    }

    public List<Model> all() {
        return List.copyOf(models.values());
    }

    /** True where any model is simulated: whatever is measured is then stamped so. */
    public boolean simulated() {
        return models.values().stream().anyMatch(Model::simulated);
    }

    /** Hex SHA-256 of what the catalog means: models, providers, prices and task types, without comments and order of keys. */
    public String contentHash() {
        return CatalogHash.of(this);
    }
}
