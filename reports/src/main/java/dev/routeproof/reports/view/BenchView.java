package dev.routeproof.reports.view;

import java.util.List;

/** The bench report, top to bottom. */
public record BenchView(
        Head head,
        Banner banner,
        List<HealthItem> health,
        Frontier frontier,
        Forest forest,
        Leaderboard leaderboard,
        RouteTable routes,
        HeatMap heatMap,
        Latency latency,
        List<Disagreement> disagreements,
        Method method) {
    public BenchView {
        health = List.copyOf(health);
        disagreements = List.copyOf(disagreements);
    }
}
