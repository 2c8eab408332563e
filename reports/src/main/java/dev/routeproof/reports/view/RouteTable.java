package dev.routeproof.reports.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The task × mode table as it is and as the evidence proposes it.
 *
 * @param currentTable id of the table that is compared with; null: proposed from scratch
 * @param doNotRoute the sentence that says one model serves everything as well; null where routing pays
 */
public record RouteTable(
        @Nullable String currentTable, @Nullable String doNotRoute, List<String> modes, List<Row> rows) {
    public RouteTable {
        modes = List.copyOf(modes);
        rows = List.copyOf(rows);
    }

    /** One task type; {@code cells} in the order of {@link RouteTable#modes}. */
    public record Row(String taskType, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * @param current null where there is no table yet
     * @param reason one sentence
     * @param tied models that cannot be told from the best
     * @param pickProbability probability that the pick meets the mode's objective; null where it was not computed
     * @param saving share of the current route's cost, negative where the proposal costs more; null where unknown
     */
    public record Cell(
            @Nullable String current,
            @Nullable String proposed,
            State state,
            String reason,
            long n,
            List<String> tied,
            @Nullable Double pickProbability,
            Measure quality,
            @Nullable Double saving) {
        public Cell {
            tied = List.copyOf(tied);
        }
    }

    /** What happens to a cell. */
    public enum State {
        CHANGED,
        KEPT,
        NEW,
        UNDECIDED
    }
}
