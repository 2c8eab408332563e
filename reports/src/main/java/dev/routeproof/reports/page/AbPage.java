package dev.routeproof.reports.page;

import dev.routeproof.reports.chart.Chart;
import dev.routeproof.reports.chart.EvidenceChart;
import dev.routeproof.reports.chart.ForestChart;
import dev.routeproof.reports.chart.LatencyChart;
import dev.routeproof.reports.view.AbView;
import dev.routeproof.reports.view.Evidence;
import java.util.ArrayList;
import java.util.List;

/** The report of an experiment as one HTML file. */
public final class AbPage {
    private AbPage() {}

    public static String render(AbView view) {
        AbView.Body body = view.numbers();
        if (body == null) {
            return new Page(view).render("ab.ftlh", List.of());
        }
        List<Chart> forest = ForestChart.all("forest", body.forest());
        List<Chart> evidence = new ArrayList<>();
        for (Evidence.Panel panel : body.evidence().panels()) {
            evidence.add(EvidenceChart.draw("evidence-" + evidence.size(), body.evidence(), panel));
        }
        Chart latency = LatencyChart.draw("latency", body.latency());
        List<Chart> charts = new ArrayList<>(forest);
        charts.addAll(evidence);
        charts.add(latency);
        return new Page(view)
                .with("forest", Drawn.all(forest))
                .with("evidence", Drawn.all(evidence))
                .with("latency", Drawn.of(latency))
                .render("ab.ftlh", charts);
    }
}
