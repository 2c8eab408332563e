package dev.routeproof.harness.report;

import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.analyse.RunData;
import dev.routeproof.harness.analyse.Summary;
import dev.routeproof.reports.view.HeatMap;
import dev.routeproof.reports.view.Leaderboard;
import dev.routeproof.reports.view.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Leaderboard and heat map. */
final class BoardParts {
    private BoardParts() {}

    static Leaderboard leaderboard(Analysis analysis, String baseline) {
        List<Leaderboard.Row> rows = new ArrayList<>();
        List<String> groups = new ArrayList<>(List.of(Analysis.ALL));
        groups.addAll(analysis.taskTypes());
        for (String group : groups) {
            analysis.models().stream()
                    .flatMap(model -> analysis.summary(model, group).stream())
                    .sorted(Comparator.comparingDouble(BoardParts::quality).reversed())
                    .map(summary -> row(analysis, summary, baseline))
                    .forEach(rows::add);
        }
        return new Leaderboard(rows);
    }

    private static double quality(Summary summary) {
        return Measures.of(summary.quality(), summary.scored()) instanceof Measure.Measured m ? m.value() : -1;
    }

    private static Leaderboard.Row row(Analysis analysis, Summary summary, String baseline) {
        Summary.Calls calls = summary.calls();
        return new Leaderboard.Row(
                summary.taskType(),
                summary.model(),
                tier(analysis, summary.model()),
                summary.model().equals(baseline),
                Measures.of(summary.quality(), summary.scored()),
                summary.costPer1000(),
                summary.costEstimated(),
                summary.latency().p50(),
                summary.latency().p95(),
                summary.latency().n() < 100 ? null : summary.latency().p99(),
                summary.firstToken().p50(),
                new Leaderboard.States(
                        calls.scored(),
                        calls.unscored(),
                        calls.refused(),
                        calls.truncated(),
                        calls.failed(),
                        calls.notApplicable()));
    }

    private static String tier(Analysis analysis, String model) {
        return analysis.data().models().stream()
                .filter(row -> row.model().equals(model))
                .map(RunData.ModelRow::tier)
                .findFirst()
                .orElse("");
    }

    static HeatMap heatMap(Analysis analysis) {
        List<HeatMap.Row> rows = new ArrayList<>();
        for (String model : analysis.models()) {
            List<Measure> cells = new ArrayList<>();
            for (String taskType : analysis.taskTypes()) {
                cells.add(analysis.summary(model, taskType)
                        .map(BoardParts::cell)
                        .orElseGet(() -> new Measure.Missing("not asked")));
            }
            rows.add(new HeatMap.Row(model, cells));
        }
        return new HeatMap(analysis.taskTypes(), rows);
    }

    private static Measure cell(Summary summary) {
        return summary.n() == 0
                ? new Measure.Missing("not applicable")
                : Measures.of(summary.quality(), summary.scored());
    }
}
