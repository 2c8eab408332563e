package dev.routeproof.harness.report;

import dev.routeproof.harness.routers.Routers;
import dev.routeproof.harness.routers.RoutersWords;
import dev.routeproof.harness.routers.Scored;
import dev.routeproof.harness.store.RunRecord;
import dev.routeproof.reports.view.Banner;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.Head;
import dev.routeproof.reports.view.HealthItem;
import dev.routeproof.reports.view.Method;
import dev.routeproof.reports.view.Tone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Head, verdict banner, health and words of the report on routers. */
final class RoutersTop {
    private static final Figures FIGURES = new Figures();
    private static final double MANY_LEFT_OUT = 0.05;

    private static final List<Method.Definition> WORDS = List.of(
            new Method.Definition(
                    "accuracy",
                    "Mean score over the prompts that every model has a score for, so that all are compared alike."),
            new Method.Definition(
                    "over the mix",
                    "Accuracy minus what drawing lots between single models reaches for the same money (RouterBench's Zero"
                            + " router at the router's cost)."),
            new Method.Definition(
                    "AIQ",
                    "RouterBench (arXiv 2403.12031): mean height of the non-decreasing convex hull of the router's modes, between"
                            + " the cost of the cheapest and of the dearest single model. Below its cheapest mode a router is"
                            + " mixed with answering nothing."),
            new Method.Definition(
                    "APGR",
                    "RouteLLM (arXiv 2406.18665): mean share of the gap between the weak and the strong model that is recovered,"
                            + " over all shares of prompts sent to the strong one, in the order in which the candidate's table"
                            + " would pay for them. Drawing lots: 0.5."),
            new Method.Definition(
                    "CPT",
                    "RouteLLM: the least share of prompts that must go to the strong model to recover 50 or 80 % of the gap."),
            new Method.Definition(
                    "Arena",
                    "RouterArena (arXiv 2510.00202): (1 + β)·A·C / (β·A + C) of accuracy and log-scaled cost, β = 0.1."),
            new Method.Definition(
                    "optimal selection, accuracy, cost",
                    "RouterArena, on prompts that some model answers in full: how often the cheapest right model is chosen, the"
                            + " score reached, and the cheapest right cost as a share of what is paid."),
            new Method.Definition(
                    "robustness",
                    "Share of prompts that keep their model when they are asked with typing errors, in small letters, or with"
                            + " courtesy; up to 500 prompts."),
            new Method.Definition(
                    "oracle",
                    "For every prompt the cheapest of the models that score best; nothing is asked where none scores. No router"
                            + " can know it."),
            new Method.Definition(
                    "lost by wrong labels", "Accuracy of the table if every label were true, minus accuracy as it is."),
            new Method.Definition(
                    "interval",
                    "95 %, percentiles of 2,000 resamples of whole clusters; the same resamples for every router. A table that"
                            + " was calibrated on these prompts looks better here than it is; one that is \"recalibrated\" has"
                            + " not seen the prompts it is judged on."));

    private RoutersTop() {}

    static Head head(Routers routers) {
        RunRecord run = routers.run();
        return new Head(
                "Routers",
                TopParts.plural(routers.routers().size(), "router") + " on " + TopParts.plural(routers.n(), "prompt"),
                run.runId(),
                run.startedAt(),
                run.simulated(),
                run.partial(),
                List.of(TopParts.plural(routers.singles().size(), "model")));
    }

    static Banner banner(Routers routers, String mode) {
        boolean priced = routers.unpriced().isEmpty();
        Optional<Routers.Router> first = routers.routers().stream()
                .max(Comparator.comparingDouble(router -> orLowest(
                        priced ? router.way(mode).overZero() : router.way(mode).accuracy())));
        if (first.isEmpty()) {
            return new Banner(
                    Tone.NEUTRAL,
                    "No candidate was compared",
                    "Single models and the oracle say what a router could win here: at most "
                            + FIGURES.decimal(
                                    100
                                            * (routers.oracle().accuracy()
                                                    - orLowest(routers.best().accuracy())),
                                    1)
                            + " points over " + routers.best().model() + ".",
                    figures(routers));
        }
        Routers.Router router = first.get();
        Routers.Way way = router.way(mode);
        List<Banner.KeyFigure> figures = new ArrayList<>();
        figures.add(
                priced
                        ? figure(router, way.overZero(), FIGURES::points, "points over the mix, " + way.name())
                        : figure(router, way.accuracy(), FIGURES::percent, "accuracy, " + way.name()));
        figures.addAll(figures(routers));
        String sentence = RoutersWords.losses(routers, router, mode)
                + (routers.run().simulated() ? " Simulated models: this shows the tool, not the models." : "");
        return switch (RoutersWords.Standing.of(way)) {
            case ABOVE -> new Banner(Tone.GOOD, router.id() + " beats mixing single models", sentence, figures);
            case UNCLEAR -> new Banner(Tone.WATCH, "Not shown to beat mixing single models", sentence, figures);
            case BELOW -> new Banner(Tone.BAD, "Mixing single models is better", sentence, figures);
            case NOT_PRICED -> new Banner(Tone.NEUTRAL, "Compared without costs", sentence, figures);
        };
    }

    private static double orLowest(Scored scored) {
        Double value = scored.value();
        return value == null ? Double.NEGATIVE_INFINITY : value;
    }

    private static Banner.KeyFigure figure(
            Routers.Router router, Scored scored, Function<@Nullable Double, String> figure, String label) {
        return new Banner.KeyFigure(
                figure.apply(scored.value()),
                label,
                scored.low() == null
                        ? router.id()
                        : router.id() + ", " + figure.apply(scored.low()) + " to " + figure.apply(scored.high()));
    }

    private static List<Banner.KeyFigure> figures(Routers routers) {
        Double single = routers.best().cost();
        Double oracle = routers.oracle().cost();
        List<Banner.KeyFigure> figures = new ArrayList<>();
        figures.add(new Banner.KeyFigure(
                FIGURES.percent(routers.best().accuracy().value()),
                "best single model",
                routers.best().model() + (single == null ? "" : ", " + FIGURES.usd(single) + " per 1,000")));
        figures.add(new Banner.KeyFigure(
                FIGURES.percent(routers.oracle().accuracy()),
                "oracle",
                (oracle == null ? "" : FIGURES.usd(oracle) + " per 1,000; ") + "no router can know it"));
        if (routers.zeroAiq().value() != null) {
            figures.add(new Banner.KeyFigure(
                    FIGURES.decimal(routers.zeroAiq().value(), 3), "AIQ of the mix", "what drawing lots reaches"));
        }
        return figures;
    }

    static List<HealthItem> health(Routers routers) {
        List<HealthItem> items = new ArrayList<>();
        double left = (double) routers.leftOut() / (routers.leftOut() + routers.n());
        items.add(new HealthItem(
                "Prompts",
                FIGURES.count(routers.n()),
                left > MANY_LEFT_OUT ? Tone.WATCH : Tone.GOOD,
                routers.leftOut() == 0
                        ? "Every model has a score of every prompt."
                        : FIGURES.count(routers.leftOut()) + " left out: some model has no score there."));
        items.add(
                routers.unpriced().isEmpty()
                        ? new HealthItem(
                                "Costs",
                                routers.costEstimated() ? "estimated" : "reported",
                                routers.costEstimated() ? Tone.WATCH : Tone.GOOD,
                                routers.costEstimated()
                                        ? "Tokens of some calls, or all, were counted here, not reported."
                                        : "Token counts come from the providers.")
                        : new HealthItem(
                                "Costs",
                                "unknown",
                                Tone.WATCH,
                                "Not every call was priced; those of "
                                        + routers.unpriced().getFirst() + " among others were not."));
        items.add(new HealthItem(
                "Candidates",
                FIGURES.count(routers.routers().size()),
                routers.notTried().isEmpty() ? Tone.GOOD : Tone.WATCH,
                routers.notTried().isEmpty()
                        ? "All were compared."
                        : FIGURES.count(routers.notTried().size()) + " could not be compared; why stands below."));
        if (routers.run().simulated()) {
            items.add(new HealthItem("Models", "simulated", Tone.WATCH, "Nothing here says how a real model behaves."));
        }
        String reason = routers.run().partialReason();
        if (reason != null) {
            items.add(new HealthItem("Partial run", "yes", Tone.WATCH, reason));
        }
        return items;
    }

    static Method method(Routers routers, String command) {
        RunRecord run = routers.run();
        return new Method(
                command,
                List.of(
                        new Method.Fact("Routeproof", ReportFile.VERSION),
                        new Method.Fact("run", run.runId()),
                        new Method.Fact("weak model", routers.weak()),
                        new Method.Fact("strong model", routers.strong())),
                WORDS,
                List.of(new Method.Source(
                        "run " + run.runId(), "see its report", routers.n(), MethodPart.shortened(run.planHash()))));
    }
}
