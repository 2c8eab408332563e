package dev.routeproof.routing.experiment;

import java.util.List;

/**
 * The verdict of an experiment: the worst news of its slices, and promotion only where every changed slice is promoted.
 *
 * @param immature windows that were still open or waited for feedback at the time of the analysis
 */
public record ExperimentVerdict(
        String experiment, Verdict verdict, String reason, Ledger ledger, List<SliceVerdict> slices, long immature) {
    public ExperimentVerdict {
        slices = List.copyOf(slices);
    }
}
