package dev.routeproof.reports.page;

import dev.routeproof.reports.chart.Chart;
import dev.routeproof.reports.chart.ForestChart;
import dev.routeproof.reports.chart.FrontierChart;
import dev.routeproof.reports.chart.HeatMapChart;
import dev.routeproof.reports.chart.IntervalBar;
import dev.routeproof.reports.chart.LatencyChart;
import dev.routeproof.reports.view.BenchView;
import dev.routeproof.reports.view.Frontier;
import dev.routeproof.reports.view.Leaderboard;
import dev.routeproof.reports.view.Measure;
import freemarker.core.TemplateHTMLOutputModel;
import java.util.ArrayList;
import java.util.List;

/** The bench report as one HTML file. */
public final class BenchPage {
    private BenchPage() {}

    public static String render(BenchView view) {
        List<Chart> frontier = new ArrayList<>();
        for (Frontier.Panel panel : view.frontier().panels()) {
            String id = "frontier-" + frontier.size();
            frontier.add(
                    frontier.isEmpty()
                            ? FrontierChart.wide(id, panel, view.frontier().costUnit())
                            : FrontierChart.small(id, panel, view.frontier().costUnit()));
        }
        List<Chart> forest = ForestChart.all("forest", view.forest());
        Chart heat = HeatMapChart.draw("heat", view.heatMap());
        Chart latency = LatencyChart.draw("latency", view.latency());
        List<Chart> charts = new ArrayList<>(frontier);
        charts.addAll(forest);
        charts.add(heat);
        charts.add(latency);
        return new Page(view)
                .with("frontier", Drawn.all(frontier))
                .with("forest", Drawn.all(forest))
                .with("heat", Drawn.of(heat))
                .with("latency", Drawn.of(latency))
                .with("board", standings(view.leaderboard()))
                .with("boardFrom", barStart(view.leaderboard()))
                .with("taskTypes", taskTypes(view.leaderboard()))
                .render("bench.ftlh", charts);
    }

    private static List<Standing> standings(Leaderboard board) {
        double from = barStart(board);
        return board.rows().stream()
                .map(row -> new Standing(row, Page.markup(IntervalBar.draw(row.quality(), from))))
                .toList();
    }

    /** The tenth below the lowest interval, so that the bars use their room. */
    private static double barStart(Leaderboard board) {
        double lowest = board.rows().stream()
                .map(Leaderboard.Row::quality)
                .mapToDouble(quality -> quality instanceof Measure.Measured m ? m.low() : 1)
                .min()
                .orElse(0);
        return Math.floor(Math.min(lowest, 0.9) * 10) / 10;
    }

    private static List<String> taskTypes(Leaderboard board) {
        return board.rows().stream().map(Leaderboard.Row::taskType).distinct().toList();
    }

    /** A row of the leaderboard with its interval drawn. */
    public record Standing(Leaderboard.Row row, TemplateHTMLOutputModel bar) {}
}
