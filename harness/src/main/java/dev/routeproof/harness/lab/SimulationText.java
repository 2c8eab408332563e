package dev.routeproof.harness.lab;

import dev.routeproof.stats.simulate.CellResult;
import dev.routeproof.stats.simulate.Figure;
import dev.routeproof.stats.simulate.Reading;
import dev.routeproof.stats.simulate.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The simulation table as a person reads it: a block a cell, ours with its limit first, the usual methods below. */
public final class SimulationText {
    private SimulationText() {}

    /** The lines of one cell. */
    public static List<String> lines(CellResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(result.cell().section() + "  " + result.cell().title());
        for (Reading reading : result.readings()) {
            lines.add(line(reading));
        }
        return lines;
    }

    /** The last line: how many rules were kept. */
    public static String summary(List<CellResult> results, int runs, long seed) {
        List<Reading> ruled = results.stream()
                .flatMap(result -> result.readings().stream())
                .filter(reading -> !(reading.figure().rule() instanceof Rule.None))
                .toList();
        long kept = ruled.stream().filter(Reading::kept).count();
        return String.format(
                Locale.ROOT,
                "%d of %d rules kept; %,d runs a cell, seed %d. A rule is broken when runs like these have a"
                        + " probability below 1 %% under it.",
                kept,
                ruled.size(),
                runs,
                seed);
    }

    private static String line(Reading reading) {
        Figure figure = reading.figure();
        String rule = switch (figure.rule()) {
            case Rule.None() -> "";
            case Rule.AtMost(double limit) -> "limit ≤ " + number(figure, limit);
            case Rule.AtLeast(double limit) -> "limit ≥ " + number(figure, limit);
        };
        String mark = figure.rule() instanceof Rule.None ? "   " : reading.kept() ? " ok" : "BAD";
        String range = figure.kind() == Figure.Kind.SHARE
                ? "99 % bounds " + percent(reading.low()) + " to " + percent(reading.high())
                : "";
        return String.format(
                        Locale.ROOT,
                        "  %s %-17s %9s  %-14s %-29s %s",
                        mark,
                        figure.name().replace('_', ' '),
                        number(figure, reading.value()),
                        rule,
                        range,
                        figure.method())
                .stripTrailing();
    }

    private static String number(Figure figure, double value) {
        if (figure.kind() == Figure.Kind.SHARE) {
            return percent(value);
        }
        if (Double.isInfinite(value)) {
            return "never";
        }
        return value >= 100 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
