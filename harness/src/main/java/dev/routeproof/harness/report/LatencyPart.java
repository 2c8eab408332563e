package dev.routeproof.harness.report;

import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.analyse.GradedCall;
import dev.routeproof.harness.analyse.Summary;
import dev.routeproof.reports.view.Latency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Distribution of latency over all task types, on bins of equal width in log time that all models share. */
final class LatencyPart {
    private static final int BINS = 48;

    /** Fewer calls than this say nothing about one in a hundred. */
    private static final int LEAST_FOR_P99 = 100;

    private LatencyPart() {}

    static Latency of(Analysis analysis) {
        double[] all = analysis.data().calls().stream()
                .map(GradedCall::latencyMillis)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .filter(millis -> millis > 0)
                .toArray();
        double[] edges = edges(all);
        List<Latency.Row> rows = new ArrayList<>();
        for (String model : analysis.models()) {
            Summary summary = analysis.summary(model, Analysis.ALL).orElseThrow();
            Summary.Spread spread = summary.latency();
            rows.add(new Latency.Row(
                    model,
                    spread.n() == 0 || edges.length == 0 ? List.of() : counts(analysis, model, edges),
                    spread.p50(),
                    spread.p95(),
                    spread.n() < LEAST_FOR_P99 ? null : spread.p99(),
                    summary.firstToken().p50(),
                    spread.n()));
        }
        return new Latency(Arrays.stream(edges).boxed().toList(), rows);
    }

    private static double[] edges(double[] values) {
        if (values.length == 0) {
            return new double[0];
        }
        double low = Arrays.stream(values).min().orElseThrow() * 0.9;
        double high = Arrays.stream(values).max().orElseThrow() * 1.1;
        double[] edges = new double[BINS + 1];
        for (int i = 0; i <= BINS; i++) {
            edges[i] = low * Math.pow(high / low, (double) i / BINS);
        }
        return edges;
    }

    private static List<Long> counts(Analysis analysis, String model, double[] edges) {
        long[] counts = new long[BINS];
        double width = Math.log(edges[BINS] / edges[0]) / BINS;
        for (GradedCall call : analysis.calls(model, Analysis.ALL)) {
            Double millis = call.latencyMillis();
            if (millis != null && millis > 0) {
                int bin = (int) (Math.log(millis / edges[0]) / width);
                counts[Math.clamp(bin, 0, BINS - 1)]++;
            }
        }
        return Arrays.stream(counts).boxed().toList();
    }
}
