package dev.routeproof.reports.view;

import java.util.List;

/** Quality of every model on every task type or dataset, with n. */
public record HeatMap(List<String> columns, List<Row> rows) {
    public HeatMap {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** One model; {@code cells} in the order of {@link HeatMap#columns}, shares in [0,1]. */
    public record Row(String model, List<Measure> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }
}
