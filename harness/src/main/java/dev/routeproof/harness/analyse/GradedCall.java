package dev.routeproof.harness.analyse;

import org.jspecify.annotations.Nullable;

/**
 * One call of a run with its score.
 *
 * @param cluster prompts that share one are not independent; null: a cluster of its own
 * @param status the store's word: completed, refused, truncated, failed, timed_out, cancelled, not_applicable
 * @param value score in [0,1]; null where unscored
 * @param costNanoUsd null where the call was not priced
 * @param costEstimated tokens were counted here, not reported
 * @param firstTokenMillis null where not measured
 * @param latencyMillis null where not measured
 */
public record GradedCall(
        String model,
        String dataset,
        String item,
        int repeat,
        String taskType,
        @Nullable String cluster,
        String status,
        @Nullable Double value,
        @Nullable Long costNanoUsd,
        boolean costEstimated,
        @Nullable Double firstTokenMillis,
        @Nullable Double latencyMillis) {
    /** The prompt it asked, unique in the run. */
    public PromptKey prompt() {
        return new PromptKey(dataset, item);
    }

    /** What its prompt shares with those it is not independent of, unique in the run. */
    public String clusterKey() {
        return dataset + '\u0000' + (cluster == null ? "item\u0000" + item : cluster);
    }

    /** The model could be asked this. */
    public boolean applicable() {
        return !status.equals("not_applicable");
    }

    boolean failed() {
        return status.equals("failed") || status.equals("timed_out") || status.equals("cancelled");
    }

    /** A prompt of a run. */
    public record PromptKey(String dataset, String item) {}
}
