package dev.routeproof.harness.analyse;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.quantile.Quantiles;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One model on one task type, or on all of them.
 *
 * @param n prompts the model was asked, each counted once
 * @param scored prompts with at least one scored answer
 * @param costUsd sum over priced calls; null where none was priced
 * @param pricedCalls calls in {@code costUsd}
 * @param latency of calls that were measured
 */
public record Summary(
        String model,
        String taskType,
        int n,
        int scored,
        Result<Estimate> quality,
        Calls calls,
        @Nullable Double costUsd,
        int pricedCalls,
        boolean costEstimated,
        Spread latency,
        Spread firstToken) {
    public static Summary of(String model, String taskType, Collection<GradedCall> calls) {
        return of(model, taskType, calls, PromptScores.of(calls));
    }

    /** {@code scores} are those of {@code calls}. */
    static Summary of(String model, String taskType, Collection<GradedCall> calls, PromptScores scores) {
        Set<GradedCall.PromptKey> asked = new HashSet<>();
        calls.stream().filter(GradedCall::applicable).forEach(call -> asked.add(call.prompt()));
        List<GradedCall> priced =
                calls.stream().filter(call -> call.costNanoUsd() != null).toList();
        return new Summary(
                model,
                taskType,
                asked.size(),
                scores.n(),
                scores.quality(),
                Calls.of(calls),
                priced.isEmpty() ? null : cost(priced),
                priced.size(),
                priced.stream().anyMatch(GradedCall::costEstimated),
                Spread.of(calls, GradedCall::latencyMillis),
                Spread.of(calls, GradedCall::firstTokenMillis));
    }

    private static double cost(List<GradedCall> priced) {
        return priced.stream()
                        .map(GradedCall::costNanoUsd)
                        .filter(Objects::nonNull)
                        .mapToLong(Long::longValue)
                        .sum()
                / 1e9;
    }

    /** US dollars per 1,000 calls; null where none was priced. */
    public @Nullable Double costPer1000() {
        return costUsd == null ? null : costUsd / pricedCalls * 1000;
    }

    /** How many calls ended in each state. */
    public record Calls(long scored, long unscored, long refused, long truncated, long failed, long notApplicable) {
        public static Calls of(Collection<GradedCall> calls) {
            long scored = 0;
            long unscored = 0;
            long refused = 0;
            long truncated = 0;
            long failed = 0;
            long notApplicable = 0;
            for (GradedCall call : calls) {
                if (!call.applicable()) {
                    notApplicable++;
                } else if (call.failed()) {
                    failed++;
                } else if (call.value() != null) {
                    scored++;
                } else if (call.status().equals("refused")) {
                    refused++;
                } else if (call.status().equals("truncated")) {
                    truncated++;
                } else {
                    unscored++;
                }
            }
            return new Calls(scored, unscored, refused, truncated, failed, notApplicable);
        }

        /** All but the not applicable ones. */
        public long all() {
            return scored + unscored + refused + truncated + failed;
        }
    }

    /** Quantiles in milliseconds; null where nothing was measured. */
    public record Spread(
            int n,
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99) {
        static Spread of(Collection<GradedCall> calls, Function<GradedCall, @Nullable Double> field) {
            double[] sorted = calls.stream()
                    .map(field)
                    .filter(Objects::nonNull)
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            return new Spread(sorted.length, at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99));
        }

        private static @Nullable Double at(double[] sorted, double q) {
            return switch (Quantiles.sortedR7(sorted, q)) {
                case Result.Value<Double>(Double value) -> value;
                case Result.NotEstimable<Double> none -> null;
            };
        }
    }
}
