package dev.routeproof.reports.view;

import java.util.List;

/**
 * The report on routers, top to bottom.
 *
 * @param sentences what each router is worth and what it loses
 * @param board scores of the mode that is compared
 * @param modes the same routers in every mode
 * @param losses accuracy lost to the oracle, and by whose fault
 * @param remarks what limits the comparison, one sentence each
 */
public record RoutersView(
        Head head,
        Banner banner,
        List<HealthItem> health,
        RouterField field,
        List<String> sentences,
        Table board,
        RecoveredGap gap,
        Table modes,
        Table losses,
        List<String> remarks,
        Method method) {
    public RoutersView {
        health = List.copyOf(health);
        sentences = List.copyOf(sentences);
        remarks = List.copyOf(remarks);
    }
}
