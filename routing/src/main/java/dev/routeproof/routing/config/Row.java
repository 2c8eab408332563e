package dev.routeproof.routing.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of one record as read; every required one is there. */
public final class Row {
    private final Node.Entries node;
    private final @Nullable Object[] values;
    private final ProblemCollector problems;

    Row(Node.Entries node, @Nullable Object[] values, ProblemCollector problems) {
        this.node = node;
        this.values = values;
        this.problems = problems;
    }

    public <T> T get(Field<T> field) {
        T value = value(field);
        if (value == null) {
            throw new IllegalStateException("'" + field.key + "' was declared on another record");
        }
        return value;
    }

    /** The value; null where the key is absent or empty. */
    public <T> @Nullable T orNull(OptionalField<T> field) {
        return value(field);
    }

    /** The value; {@code other} where the key is absent or empty. */
    public <T> T or(OptionalField<T> field, T other) {
        T value = value(field);
        return value == null ? other : value;
    }

    /** True where the key stands in the file with a value. */
    public boolean has(Declared<?> field) {
        Node.Entry entry = node.find(field.key);
        return entry != null && !RecordShape.empty(entry.value());
    }

    /** The keys written under {@code field}, also those whose values are broken. */
    public List<String> keysUnder(Declared<?> field) {
        Node.Entry entry = node.find(field.key);
        return entry != null && entry.value() instanceof Node.Entries group
                ? group.entries().stream().map(Node.Entry::key).toList()
                : List.of();
    }

    /** Where checks of several records together report. */
    public ProblemCollector problems() {
        return problems;
    }

    /** Where the record stands. */
    public Place place() {
        return node.place();
    }

    /** Where the key's value stands; the record where the key is absent. */
    public Place place(Declared<?> field) {
        Node.Entry entry = node.find(field.key);
        return entry == null ? node.place() : entry.value().place();
    }

    /** Records what is wrong with the key's value (or with its absence). */
    public void problem(Declared<?> field, String message, @Nullable String fix) {
        problems.add(place(field), message, fix);
    }

    /** Records what is wrong with the record as a whole. */
    public void problem(String message, @Nullable String fix) {
        problems.add(node.place(), message, fix);
    }

    @SuppressWarnings("unchecked")
    private <T> @Nullable T value(Declared<T> field) {
        return (T) values[field.position];
    }
}
