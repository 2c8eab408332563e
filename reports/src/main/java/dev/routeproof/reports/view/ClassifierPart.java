package dev.routeproof.reports.view;

import java.util.List;

/**
 * How a candidate's cascade labels the prompts of a bench, and what its mistakes cost.
 *
 * @param candidate its id
 * @param sentence what the reader should take away
 * @param figures accuracy, calibration, regret
 * @param confusion true label by given label: how many, and what they lose
 * @param modes per mode: quality and cost by the true and by the given label
 * @param remarks what limits this
 */
public record ClassifierPart(
        String candidate,
        String sentence,
        List<Banner.KeyFigure> figures,
        Table confusion,
        Table modes,
        List<String> remarks) {
    public ClassifierPart {
        figures = List.copyOf(figures);
        remarks = List.copyOf(remarks);
    }
}
