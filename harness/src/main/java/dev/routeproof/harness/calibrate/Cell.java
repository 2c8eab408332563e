package dev.routeproof.harness.calibrate;

import dev.routeproof.routing.table.Mode;
import dev.routeproof.stats.Estimate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One cell of the proposed table with its evidence.
 *
 * @param current null where there is no table yet
 * @param proposed null where nothing can be proposed
 * @param reason one sentence
 * @param n prompts every competing model has a score for
 * @param tied models that cannot be told from the best, best first
 * @param pickProbability probability that {@code proposed} meets the mode's objective; null where not computed
 * @param quality posterior quality of {@code proposed}; null where not computed
 * @param saving share of the current model's cost on these prompts; null where unknown or unchanged
 */
public record Cell(
        String taskType,
        Mode mode,
        @Nullable String current,
        @Nullable String proposed,
        State state,
        String reason,
        int n,
        List<String> tied,
        @Nullable Double pickProbability,
        @Nullable Estimate quality,
        @Nullable Double saving) {
    public Cell {
        tied = List.copyOf(tied);
    }

    /** What happens to the cell. */
    public enum State {
        CHANGED,
        KEPT,
        /** There was no table. */
        NEW,
        /** The data do not decide; the current model stays. */
        UNDECIDED
    }
}
