package dev.routeproof.routing.catalog;

/** A model's id in the catalog: what tables, reports and logs call it (not the provider's wire name). */
public record ModelId(String value) implements Comparable<ModelId> {
    public ModelId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a model id must not be blank");
        }
    }

    @Override
    public int compareTo(ModelId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
