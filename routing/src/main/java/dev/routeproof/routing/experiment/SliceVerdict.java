package dev.routeproof.routing.experiment;

import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.stats.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdict of a slice, with the sentence that explains it.
 *
 * @param taskType null: the slice {@code unknown}, whose classifier failed
 * @param metrics empty where the slice is unhealthy: numbers are hidden behind the reason
 * @param saving share of the baseline's cost per request that the candidate saves
 * @param needs what is still missing for a decision
 */
public record SliceVerdict(
        @Nullable TaskType taskType,
        Verdict verdict,
        String reason,
        long controlUnits,
        long candidateUnits,
        List<MetricResult> metrics,
        Result<Double> saving,
        Result<Needs> needs) {
    public SliceVerdict {
        metrics = List.copyOf(metrics);
    }

    /**
     * What a decision still takes at the present rate.
     *
     * @param units closed units, both arms together
     * @param usd what those units cost at the present mean
     */
    public record Needs(long units, double days, double usd) {}
}
