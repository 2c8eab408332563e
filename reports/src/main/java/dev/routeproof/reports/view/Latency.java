package dev.routeproof.reports.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long answers took.
 *
 * @param edges boundaries of the histogram bins, milliseconds, ascending; empty where nothing was measured
 */
public record Latency(List<Double> edges, List<Row> rows) {
    public Latency {
        edges = List.copyOf(edges);
        rows = List.copyOf(rows);
    }

    /**
     * @param counts calls per bin, one fewer than the edges; empty where not measured
     * @param p50 milliseconds; null where not measured or too few calls
     */
    public record Row(
            String model,
            List<Long> counts,
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99,
            @Nullable Double firstTokenP50,
            long n) {
        public Row {
            counts = List.copyOf(counts);
        }
    }
}
