package dev.routeproof.reports.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shadow report, top to bottom.
 *
 * @param assumptions what the projected cost rests on, one sentence each
 * @param doubts how sure the cascades are: deciding stages, overlap, disagreement; tables without rows are left out
 * @param mirrored null where nothing was
 * @param labelNote why no requests are shown to be labelled; empty where some are
 * @param unknown what cannot be known from shadow alone, one sentence each
 */
public record ShadowView(
        Head head,
        Banner banner,
        List<HealthItem> health,
        Projection projection,
        Table candidates,
        Table costByTask,
        List<String> assumptions,
        Shares mix,
        List<RouteGrid> routes,
        List<Table> doubts,
        @Nullable MirroredPart mirrored,
        List<Asked> toLabel,
        String labelNote,
        List<String> unknown,
        Method method) {
    public ShadowView {
        health = List.copyOf(health);
        assumptions = List.copyOf(assumptions);
        routes = List.copyOf(routes);
        doubts = List.copyOf(doubts);
        toLabel = List.copyOf(toLabel);
        unknown = List.copyOf(unknown);
    }
}
