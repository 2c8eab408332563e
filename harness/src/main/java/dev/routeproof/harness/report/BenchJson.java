package dev.routeproof.harness.report;

import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.analyse.GradedCall;
import dev.routeproof.harness.analyse.RunData;
import dev.routeproof.harness.analyse.Summary;
import dev.routeproof.harness.regret.RegretStudy;
import dev.routeproof.harness.store.RunRecord;
import dev.routeproof.harness.store.Store;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The machine output of {@code bench}, {@code score} and {@code import scores}, as {@code formats.md} names it.
 *
 * <p>One entry per model and task type and one with task type {@code all}; {@code n} counts prompts the model was asked,
 * {@code scored} those with a score, the other counts are calls.
 */
public record BenchJson(
        String schema,
        int version,
        String runId,
        boolean simulated,
        boolean partial,
        List<ModelEntry> models,
        List<DatasetEntry> datasets,
        double spentUsd,
        @Nullable ClassifierEntry classifier,
        @Nullable String report) {
    public BenchJson {
        models = List.copyOf(models);
        datasets = List.copyOf(datasets);
    }

    /** {@code report} null: none was written. */
    public static BenchJson of(Store store, String runId, @Nullable String report) {
        return of(Analysis.of(RunData.load(store, runId)), null, report);
    }

    /**
     * The same of a run that was read before.
     *
     * @param tried a candidate's classifier on the run's prompts; null: none was tried
     */
    public static BenchJson of(Analysis analysis, RegretStudy.@Nullable Found tried, @Nullable String report) {
        RunRecord run = analysis.data().run();
        List<ModelEntry> models = new ArrayList<>();
        for (String model : analysis.models()) {
            List<String> groups = new ArrayList<>(analysis.taskTypes());
            groups.add(Analysis.ALL);
            for (String group : groups) {
                analysis.summary(model, group).map(ModelEntry::of).ifPresent(models::add);
            }
        }
        return new BenchJson(
                "routeproof.bench",
                1,
                run.runId(),
                run.simulated(),
                run.partial(),
                models,
                datasets(analysis),
                run.spentNanoUsd() / 1e9,
                tried == null ? null : ClassifierEntry.of(tried),
                report);
    }

    private static List<DatasetEntry> datasets(Analysis analysis) {
        List<DatasetEntry> entries = new ArrayList<>();
        Map<String, Map<String, List<GradedCall>>> calls = analysis.data().calls().stream()
                .collect(Collectors.groupingBy(
                        GradedCall::dataset,
                        LinkedHashMap::new,
                        Collectors.groupingBy(GradedCall::model, LinkedHashMap::new, Collectors.toList())));
        calls.forEach((dataset, byModel) -> {
            for (String model : analysis.models()) {
                List<GradedCall> part = byModel.get(model);
                if (part != null) {
                    entries.add(DatasetEntry.of(dataset, Summary.of(model, dataset, part)));
                }
            }
        });
        return entries;
    }

    private static @Nullable Estimate estimate(Result<Estimate> result) {
        return switch (result) {
            case Result.Value<Estimate>(Estimate e) -> e;
            case Result.NotEstimable<Estimate> none -> null;
        };
    }

    /** One model on one task type, or on all. */
    public record ModelEntry(
            String model,
            String taskType,
            int n,
            int scored,
            long unscored,
            long failed,
            long refused,
            long truncated,
            long notApplicable,
            @Nullable Double quality,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double costUsd,
            boolean costEstimated,
            Quantiles latencyMs,
            Quantiles firstTokenMs) {
        static ModelEntry of(Summary summary) {
            Estimate quality = estimate(summary.quality());
            Summary.Calls calls = summary.calls();
            return new ModelEntry(
                    summary.model(),
                    summary.taskType(),
                    summary.n(),
                    summary.scored(),
                    calls.unscored(),
                    calls.failed(),
                    calls.refused(),
                    calls.truncated(),
                    calls.notApplicable(),
                    quality == null ? null : quality.value(),
                    quality == null ? null : quality.low(),
                    quality == null ? null : quality.high(),
                    summary.costUsd(),
                    summary.costEstimated(),
                    Quantiles.of(summary.latency()),
                    Quantiles.of(summary.firstToken()));
        }
    }

    /** Milliseconds; null where not measured. */
    public record Quantiles(
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99) {
        static Quantiles of(Summary.Spread spread) {
            return new Quantiles(spread.p50(), spread.p95(), spread.p99());
        }
    }

    /** One model on one dataset; {@code n} counts prompts with a score. */
    public record DatasetEntry(
            String dataset,
            String model,
            int n,
            @Nullable Double quality,
            @Nullable Double low,
            @Nullable Double high) {
        static DatasetEntry of(String dataset, Summary summary) {
            Estimate quality = estimate(summary.quality());
            return new DatasetEntry(
                    dataset,
                    summary.model(),
                    summary.scored(),
                    quality == null ? null : quality.value(),
                    quality == null ? null : quality.low(),
                    quality == null ? null : quality.high());
        }
    }
}
