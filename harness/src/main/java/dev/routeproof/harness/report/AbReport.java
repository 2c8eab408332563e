package dev.routeproof.harness.report;

import dev.routeproof.harness.breakdown.Breakdown;
import dev.routeproof.harness.breakdown.ModelFacts;
import dev.routeproof.harness.experiment.Judgement;
import dev.routeproof.reports.page.AbPage;
import dev.routeproof.reports.view.AbView;
import dev.routeproof.routing.experiment.Verdict;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** The report of a judged experiment. */
public final class AbReport {
    private AbReport() {}

    /**
     * Writes the report to {@code out}, an HTML file.
     *
     * @param breakdown asked only where the log can be trusted
     * @param models what is known of the models
     * @param command what reproduces it
     */
    public static void write(
            Judgement judgement, Supplier<Breakdown> breakdown, ModelFacts models, String command, Path out) {
        ReportFile.write(AbPage.render(view(judgement, breakdown, models, command)), out);
    }

    static AbView view(Judgement judgement, Supplier<Breakdown> breakdown, ModelFacts models, String command) {
        boolean trusted = judgement.verdict().verdict() != Verdict.UNHEALTHY;
        Breakdown parts = trusted ? breakdown.get() : null;
        return new AbView(
                AbTop.head(judgement, models.simulated()),
                AbTop.banner(judgement, parts),
                AbTop.health(judgement, models.simulated()),
                AbTop.slices(judgement),
                parts == null ? null : body(judgement, parts, models.tiers()),
                AbTop.epochs(judgement),
                AbWords.method(judgement, command));
    }

    private static AbView.Body body(Judgement judgement, Breakdown parts, Map<String, String> tiers) {
        return new AbView.Body(
                AbEvidence.forest(judgement),
                AbEvidence.evidence(judgement),
                AbEvidence.metrics(judgement),
                AbTables.costs(judgement, parts),
                AbLatency.of(judgement, parts),
                AbLatency.note(judgement),
                AbTables.feedback(parts),
                AbTables.raters(parts),
                AbTables.accuracy(parts, tiers),
                AbDisliked.of(parts),
                AbDisliked.note(parts));
    }
}
