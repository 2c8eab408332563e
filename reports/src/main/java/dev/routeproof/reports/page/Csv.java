package dev.routeproof.reports.page;

import dev.routeproof.reports.chart.Numbers;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Numbers as CSV (RFC 4180) that a spreadsheet never takes for a formula. */
public final class Csv {
    private Csv() {}

    public static String of(Numbers numbers) {
        StringBuilder out = new StringBuilder();
        out.append(line(numbers.columns().stream().map(Numbers.Column::name).toList()));
        for (List<Numbers.Cell> row : numbers.rows()) {
            out.append(row.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n")));
        }
        return out.toString();
    }

    private static String line(List<String> texts) {
        return texts.stream().map(Csv::text).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(Numbers.Cell cell) {
        return cell.number() != null ? cell.number().toString() : text(cell.text());
    }

    /** A text that starts like a formula ({@code = + - @}, tab, return) gets an apostrophe in front. */
    static String text(@Nullable String raw) {
        if (raw == null || raw.isEmpty()) {
            return "";
        }
        String safe = "=+-@\t\r\n".indexOf(raw.charAt(0)) >= 0 ? "'" + raw : raw;
        boolean quoted = safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
