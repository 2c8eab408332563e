package dev.routeproof.reports.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The report of an experiment, top to bottom.
 *
 * @param slices every task type with its verdict
 * @param numbers null where the log cannot be trusted: the reason stands in the banner, and no number is shown
 */
public record AbView(
        Head head,
        Banner banner,
        List<HealthItem> health,
        List<SliceRow> slices,
        @Nullable Body numbers,
        Table epochs,
        Method method) {
    public AbView {
        health = List.copyOf(health);
        slices = List.copyOf(slices);
    }

    /**
     * The numbers behind the verdict.
     *
     * @param forest differences of every registered metric, a panel for each metric
     * @param evidence sequential evidence, a panel for each slice
     * @param metrics the same in figures
     * @param costs by task type, by feature
     * @param feedback how many said something, and what
     * @param raters what those said who said something, with what that can mean
     * @param accuracy requests without a bad outcome by the route the candidate chose
     * @param disliked exchanges of the candidate arm that somebody disliked
     * @param dislikedNote what is shown of them, or why nothing is
     */
    public record Body(
            Forest forest,
            Evidence evidence,
            Table metrics,
            List<Table> costs,
            Latency latency,
            String latencyNote,
            Table feedback,
            Table raters,
            Table accuracy,
            List<Disagreement> disliked,
            String dislikedNote) {
        public Body {
            costs = List.copyOf(costs);
            disliked = List.copyOf(disliked);
        }
    }
}
