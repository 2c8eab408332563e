package dev.routeproof.reports.page;

import dev.routeproof.reports.chart.Chart;
import dev.routeproof.reports.chart.RecoveredGapChart;
import dev.routeproof.reports.chart.RouterFieldChart;
import dev.routeproof.reports.view.RoutersView;
import java.util.List;

/** The report on routers as one HTML file. */
public final class RoutersPage {
    private RoutersPage() {}

    public static String render(RoutersView view) {
        Chart field = RouterFieldChart.draw("field", view.field());
        Chart gap = RecoveredGapChart.draw("gap", view.gap());
        return new Page(view)
                .with("field", Drawn.of(field))
                .with("gap", Drawn.of(gap))
                .render("routers.ftlh", List.of(field, gap));
    }
}
