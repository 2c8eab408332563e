package dev.routeproof.reports.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every model by task type, best first. */
public record Leaderboard(List<Row> rows) {
    /** The task type of the rows that cover all of them. */
    public static final String ALL = "all";

    public Leaderboard {
        rows = List.copyOf(rows);
    }

    /**
     * @param taskType a label, or {@link #ALL}
     * @param quality share in [0,1]
     * @param costPer1000 US dollars per 1,000 prompts; null where no call was priced
     * @param p50 total latency, milliseconds; null where not measured
     * @param firstTokenP50 milliseconds; null where not measured
     */
    public record Row(
            String taskType,
            String model,
            String tier,
            boolean baseline,
            Measure quality,
            @Nullable Double costPer1000,
            boolean costEstimated,
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99,
            @Nullable Double firstTokenP50,
            States states) {}

    /** How many calls ended in each state. */
    public record States(long scored, long unscored, long refused, long truncated, long failed, long notApplicable) {
        /** Calls that ended without a scored answer although the model could have given one. */
        public long problems() {
            return unscored + refused + truncated + failed;
        }
    }
}
