package dev.routeproof.harness.report;

import dev.routeproof.harness.experiment.Judgement;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.Method;
import dev.routeproof.routing.experiment.Rollout;
import java.util.List;

/** The words and settings of an experiment's report. */
final class AbWords {
    private static final Figures FIGURES = new Figures();

    private static final List<Method.Definition> WORDS = List.of(
            new Method.Definition(
                    "unit value",
                    "The mean over a unit's first requests of a task type within the window after its first one in an"
                            + " epoch, in [0,1]; it enters after its feedback time."),
            new Method.Definition(
                    "bad outcome",
                    "Thumbs down, a rating of 2 or less, an error shown to the caller, or a regenerate. No feedback is"
                            + " not bad."),
            new Method.Definition(
                    "evidence",
                    "What one unit of wealth, bet against a statement, has become. Under the statement it reaches 1/α"
                            + " with probability α at most, however often one looks (Ville)."),
            new Method.Definition(
                    "roll back",
                    "The mean of the harm evidence over the primary and all guardrails reached 1/α of harm."),
            new Method.Definition(
                    "promote",
                    "No worse than the margin on the primary and every guardrail, and the gain shown; over task types by"
                            + " Holm, so with several of them the first needs more than the dashed line."),
            new Method.Definition(
                    "hold", "Neither. Inconclusive is never a reason to ship; the line says what is still needed."),
            new Method.Definition(
                    "cost, saving, feedback",
                    "Ratios over buckets of units, compared within each epoch and weighted by Mantel-Haenszel; 95 %"
                            + " intervals for this one look. They do not enter the verdict."),
            new Method.Definition(
                    "bounds among raters",
                    "If more rate in one arm, that arm's raters hold some whom the other would not have heard. Leaving"
                            + " out as many of the best or of the worst votes gives the bounds (Lee 2009), if the arm"
                            + " moves rating in one direction only."),
            new Method.Definition(
                    "always the default",
                    "What the candidate arm's requests cost at the baseline's mean of their epoch."),
            new Method.Definition("baseline", "Control and hold-out together."));

    private AbWords() {}

    static Method method(Judgement judgement, String command) {
        Rollout rollout = judgement.rollout();
        return new Method(
                command,
                List.of(
                        new Method.Fact("Routeproof", ReportFile.VERSION),
                        new Method.Fact("as of", FIGURES.moment(judgement.asOf())),
                        new Method.Fact("registration", rollout.contentHash()),
                        new Method.Fact(
                                "window",
                                rollout.window().requests() + " requests, "
                                        + rollout.window().length().toHours() + " h"),
                        new Method.Fact("feedback time", rollout.maturity().toHours() + " h"),
                        new Method.Fact("α of a promotion", FIGURES.percent(rollout.alpha())),
                        new Method.Fact("α of a roll-back, each task type", FIGURES.percent(rollout.harmAlpha()))),
                WORDS,
                List.of(new Method.Source("exchanges", "yours", judgement.exchanges(), "each request once")));
    }
}
