package dev.routeproof.harness.cli;

import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.report.BenchJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A run's numbers for a terminal: one line per model, best first. */
final class SummaryTable {
    private SummaryTable() {}

    static List<String> lines(BenchJson numbers) {
        var types = numbers.models().stream()
                .map(BenchJson.ModelEntry::taskType)
                .distinct()
                .filter(type -> !type.equals(Analysis.ALL))
                .toList();
        var rows = new ArrayList<List<String>>();
        var header = new ArrayList<>(List.of("model", "quality", "95 % interval"));
        header.addAll(types);
        header.addAll(List.of("cost $", "p50 ms", "p95 ms", "not scored"));
        rows.add(header);
        numbers.models().stream()
                .filter(entry -> entry.taskType().equals(Analysis.ALL))
                .sorted((a, b) -> Double.compare(orZero(b.quality()), orZero(a.quality())))
                .forEach(entry -> rows.add(row(numbers, entry, types)));
        return aligned(rows);
    }

    private static List<String> row(BenchJson numbers, BenchJson.ModelEntry entry, List<String> types) {
        var row = new ArrayList<String>();
        row.add(plain(entry.model()));
        row.add(percent(entry.quality()));
        row.add(entry.low() == null ? "–" : percent(entry.low()) + " to " + percent(entry.high()));
        for (var type : types) {
            row.add(numbers.models().stream()
                    .filter(part -> part.model().equals(entry.model())
                            && part.taskType().equals(type))
                    .findFirst()
                    .map(part -> percent(part.quality()))
                    .orElse("–"));
        }
        var cost = entry.costUsd();
        row.add(cost == null ? "–" : String.format(Locale.ROOT, "%.4f%s", cost, entry.costEstimated() ? " est." : ""));
        row.add(whole(entry.latencyMs().p50()));
        row.add(whole(entry.latencyMs().p95()));
        row.add(String.valueOf(entry.n() - entry.scored()));
        return row;
    }

    /** The first column flush left, the others flush right. */
    static List<String> aligned(List<List<String>> rows) {
        var widths = new int[rows.getFirst().size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        var lines = new ArrayList<String>();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                var gap = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? row.get(i) + gap : gap + row.get(i)).append("  ");
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static double orZero(@Nullable Double value) {
        return value == null ? 0 : value;
    }

    private static String percent(@Nullable Double value) {
        return value == null ? "–" : String.format(Locale.ROOT, "%.1f %%", value * 100);
    }

    private static String whole(@Nullable Double value) {
        return value == null ? "–" : String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String plain(String text) {
        return text.replaceAll("\\p{C}", "·");
    }
}
