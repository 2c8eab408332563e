package dev.routeproof.reports.page;

import dev.routeproof.reports.chart.Chart;
import dev.routeproof.reports.chart.Numbers;
import dev.routeproof.reports.view.Figures;
import freemarker.core.TemplateHTMLOutputModel;
import java.util.ArrayList;
import java.util.List;

/**
 * A chart as a template shows it.
 *
 * @param rows the numbers behind it, formatted
 */
public record Drawn(
        String id, String title, TemplateHTMLOutputModel svg, List<Heading> columns, List<List<Shown>> rows) {
    private static final Figures FIGURES = new Figures();

    /** {@code numeric} columns are set flush right. */
    public record Heading(String name, boolean numeric) {}

    /** One cell. */
    public record Shown(String text, boolean numeric) {}

    static Drawn of(Chart chart) {
        List<List<Shown>> rows = new ArrayList<>();
        for (List<Numbers.Cell> row : chart.numbers().rows()) {
            List<Shown> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                Numbers.Unit unit = chart.numbers().columns().get(i).unit();
                cells.add(new Shown(unit.show(row.get(i), FIGURES), unit != Numbers.Unit.TEXT));
            }
            rows.add(cells);
        }
        List<Heading> columns = chart.numbers().columns().stream()
                .map(column -> new Heading(column.name(), column.unit() != Numbers.Unit.TEXT))
                .toList();
        return new Drawn(chart.id(), chart.title(), Page.markup(chart.svg()), columns, rows);
    }

    static List<Drawn> all(List<Chart> charts) {
        return charts.stream().map(Drawn::of).toList();
    }
}
