package dev.routeproof.harness.report;

import dev.routeproof.harness.breakdown.Breakdown;
import dev.routeproof.harness.breakdown.Breakdown.ArmLatency;
import dev.routeproof.harness.experiment.Judgement;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.Latency;
import dev.routeproof.routing.experiment.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Latency of both sides by task type, in the last epoch. */
final class AbLatency {
    private static final Figures FIGURES = new Figures();
    /** Fewer units than this do not support a p99. */
    private static final long LEAST_FOR_P99 = 400;

    private AbLatency() {}

    static String note(Judgement judgement) {
        var epochs = judgement.course().epochs();
        return "Time to the whole answer in epoch "
                + (epochs.isEmpty()
                        ? Figures.NONE
                        : FIGURES.count(epochs.getLast().ordinal()))
                + ", the last one: in it both sides saw the same hours. p99 is printed from 400 units on. The guardrails"
                + " above test how often the baseline's frozen p95 and p99 are exceeded, over all epochs.";
    }

    static Latency of(Judgement judgement, Breakdown parts) {
        List<ArmLatency> shown = parts.latencies().stream()
                .filter(latency -> judgement.verdict().slices().stream()
                        .noneMatch(slice -> slice.verdict() == Verdict.UNHEALTHY
                                && AbTop.name(slice).equals(latency.taskType())))
                .toList();
        int low = shown.stream()
                .flatMap(latency -> latency.bins().keySet().stream())
                .mapToInt(Integer::intValue)
                .min()
                .orElse(0);
        int high = shown.stream()
                .flatMap(latency -> latency.bins().keySet().stream())
                .mapToInt(Integer::intValue)
                .max()
                .orElse(-1);
        if (high < low) {
            return new Latency(List.of(), List.of());
        }
        List<Double> edges = IntStream.rangeClosed(low, high + 1)
                .mapToObj(bin -> Math.pow(10, bin / 10.0))
                .toList();
        var rows = new ArrayList<Latency.Row>();
        for (ArmLatency latency : shown) {
            rows.add(new Latency.Row(
                    latency.taskType() + (latency.candidate() ? ", candidate" : ", default"),
                    IntStream.rangeClosed(low, high)
                            .mapToObj(bin -> latency.bins().getOrDefault(bin, 0L))
                            .toList(),
                    latency.p50(),
                    latency.p95(),
                    latency.units() < LEAST_FOR_P99 ? null : latency.p99(),
                    latency.firstTokenP50(),
                    latency.n()));
        }
        return new Latency(edges, rows);
    }
}
