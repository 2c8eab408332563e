package dev.routeproof.harness.report;

import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.store.RunRecord;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.Method;
import java.util.List;

/** Method, definitions and the command that reproduces the run. */
final class MethodPart {
    private static final Figures FIGURES = new Figures();

    private static final List<Method.Definition> WORDS = List.of(
            new Method.Definition(
                    "quality",
                    "Mean score over scored answers, [0,1]; several samples of one prompt are averaged first."),
            new Method.Definition(
                    "interval",
                    "95 %. Pass/fail prompts that stand alone: Jeffreys. Graded scores and clusters: cluster-aware standard error with Student's t."),
            new Method.Definition(
                    "difference",
                    "Paired on the prompts both models have a score for. Pass/fail: Newcombe's paired interval; else cluster-aware standard error."),
            new Method.Definition(
                    "frontier",
                    "Models that no other beats: none is at least as good for less, or better for as much."),
            new Method.Definition(
                    "route",
                    "The cheapest model whose posterior probability of being within the mode's margin of the best is at least 90 %;"
                            + " hierarchical model on paired contrasts, prior mean linear in log price, spread integrated over."),
            new Method.Definition(
                    "quality of a route", "Posterior expectation, shrunk: the best of many is not published too high."),
            new Method.Definition(
                    "tied",
                    "Models that a 95 % comparison with the best does not exclude (Hsu 1984). Shown; it never chooses."),
            new Method.Definition(
                    "not scored",
                    "Failed, refused, truncated and unscored calls have no score. They are counted, and never read as wrong."),
            new Method.Definition("cost", "Tokens times the catalog's prices on the day of the run, per 1,000 calls."),
            new Method.Definition("quantiles", "R-7. p99 is printed from 100 calls on."));

    private MethodPart() {}

    static Method of(Analysis analysis, String version) {
        RunRecord run = analysis.data().run();
        return new Method(
                run.command(),
                List.of(
                        new Method.Fact("Routeproof", version),
                        new Method.Fact("started", FIGURES.moment(run.startedAt())),
                        new Method.Fact("seed", Long.toString(run.seed())),
                        new Method.Fact("samples per prompt", FIGURES.count(run.repeats())),
                        new Method.Fact("catalog hash", shortened(run.catalogHash())),
                        new Method.Fact("plan hash", shortened(run.planHash()))),
                WORDS,
                analysis.data().datasets().stream()
                        .map(row -> new Method.Source(
                                row.dataset(), row.licence(), row.samples(), shortened(row.contentHash())))
                        .toList());
    }

    static String shortened(String hash) {
        return hash.length() > 16 ? hash.substring(0, 16) : hash;
    }
}
