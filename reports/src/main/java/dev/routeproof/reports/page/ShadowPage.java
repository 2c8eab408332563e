package dev.routeproof.reports.page;

import dev.routeproof.reports.chart.Chart;
import dev.routeproof.reports.chart.ProjectionChart;
import dev.routeproof.reports.chart.SharesChart;
import dev.routeproof.reports.view.ShadowView;
import java.util.List;

/** The shadow report as one HTML file. */
public final class ShadowPage {
    private ShadowPage() {}

    public static String render(ShadowView view) {
        Chart projection = ProjectionChart.draw("projection", view.projection());
        Chart mix = SharesChart.draw("mix", view.mix());
        return new Page(view)
                .with("projection", Drawn.of(projection))
                .with("mix", Drawn.of(mix))
                .render("shadow.ftlh", List.of(projection, mix));
    }
}
