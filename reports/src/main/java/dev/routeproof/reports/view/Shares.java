package dev.routeproof.reports.view;

import java.util.List;

/**
 * How a whole divides, a bar for each row.
 *
 * @param title what is divided
 * @param labels the parts, in the order of colours; the last may be the unknown
 */
public record Shares(String title, List<String> labels, List<Row> rows) {
    public Shares {
        labels = List.copyOf(labels);
        rows = List.copyOf(rows);
    }

    /** {@code parts} in the order of {@link Shares#labels}, counts. */
    public record Row(String name, List<Long> parts) {
        public Row {
            parts = List.copyOf(parts);
        }

        public long all() {
            return parts.stream().mapToLong(Long::longValue).sum();
        }
    }
}
