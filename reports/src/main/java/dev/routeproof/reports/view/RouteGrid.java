package dev.routeproof.reports.view;

import java.util.List;

/** Where a candidate would send each task type and mode. */
public record RouteGrid(String candidate, List<String> modes, List<Row> rows) {
    public RouteGrid {
        modes = List.copyOf(modes);
        rows = List.copyOf(rows);
    }

    /** {@code share} of all requests, [0,1]; {@code cells} in the order of the modes. */
    public record Row(String taskType, double share, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** The models of one task type and mode, most frequent first; empty where no such request came. */
    public record Cell(List<Route> routes) {
        public Cell {
            routes = List.copyOf(routes);
        }
    }

    /**
     * @param share of the requests of this task type and mode, [0,1]
     * @param same the model that serves them today
     */
    public record Route(String model, double share, boolean same) {}
}
