package dev.routeproof.reports.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bench report, top to bottom.
 *
 * @param classifier null where no candidate was tried
 */
public record BenchView(
        Head head,
        Banner banner,
        List<HealthItem> health,
        Frontier frontier,
        Forest forest,
        Leaderboard leaderboard,
        RouteTable routes,
        @Nullable ClassifierPart classifier,
        HeatMap heatMap,
        Latency latency,
        List<Disagreement> disagreements,
        Method method) {
    public BenchView {
        health = List.copyOf(health);
        disagreements = List.copyOf(disagreements);
    }
}
