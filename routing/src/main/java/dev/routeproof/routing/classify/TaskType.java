package dev.routeproof.routing.classify;

/** A label of the taxonomy: {@code simple}, {@code code}, {@code reasoning}, {@code complex} by default. */
public record TaskType(String label) implements Comparable<TaskType> {
    public TaskType {
        if (label.isBlank()) {
            throw new IllegalArgumentException("a task type must not be blank");
        }
    }

    @Override
    public int compareTo(TaskType other) {
        return label.compareTo(other.label);
    }

    @Override
    public String toString() {
        return label;
    }
}
