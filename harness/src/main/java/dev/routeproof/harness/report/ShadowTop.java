package dev.routeproof.harness.report;

import dev.routeproof.harness.shadow.CandidateShadow;
import dev.routeproof.harness.shadow.LogHealth;
import dev.routeproof.harness.shadow.ProjectedCost;
import dev.routeproof.harness.shadow.Shadow;
import dev.routeproof.reports.view.Banner;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.Head;
import dev.routeproof.reports.view.HealthItem;
import dev.routeproof.reports.view.Method;
import dev.routeproof.reports.view.Tone;
import dev.routeproof.routing.experiment.Ledger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Head, verdict banner, health and words of the shadow report. */
final class ShadowTop {
    static final List<Method.Definition> WORDS = List.of(
            new Method.Definition(
                    "compared",
                    "Requests that the baseline served as the table would have it. Left out: the caller named the model,"
                            + " or a candidate answered in a canary."),
            new Method.Definition("baseline", "The model that served; its cost is what was paid."),
            new Method.Definition(
                    "projected cost",
                    "Requests that stay cost what they cost. Requests that move: input tokens at the other model's list"
                            + " price, nothing from its cache, and an answer as long as the length model says. The"
                            + " classifier's own calls are added."),
            new Method.Definition(
                    "length model",
                    "Output tokens by task type: as mirrored requests measured them on the same requests (of all task"
                            + " types together where one has fewer than 30), else the ratio of both models' means in"
                            + " this log, else on the bench, from 30 answers each; else an answer as long as the one that was given."),
            new Method.Definition(
                    "interval",
                    "95 %, delta method on units (Deng, Knoblich and Lu 2018): how much the saving varies with who asks"
                            + " what. It does not cover the length model."),
            new Method.Definition(
                    "mirrored",
                    "Executed on the candidate's model too, after the caller had been answered; drawn at random, within"
                            + " the bounds of mirror in proxy.yaml. Large requests are the first to find no room."),
            new Method.Definition("unsure", "The table did not believe the label and took its safer route."),
            new Method.Definition("overlap", "The two best labels have scores within 0.1 of each other."),
            new Method.Definition("late", "The cascade needed longer than its deadline."),
            new Method.Definition(
                    "ledger",
                    "assigned = completed + failed + cancelled + dropped + in flight: no request is missing."));

    private static final Figures FIGURES = new Figures();
    private static final double ENOUGH_COVERAGE = 0.99;
    private static final double FEW_UNKNOWN = 0.25;

    private ShadowTop() {}

    static Head head(Shadow shadow) {
        Shadow.Traffic traffic = shadow.traffic();
        return new Head(
                "Shadow",
                TopParts.plural(shadow.candidates().size(), "candidate") + " on "
                        + TopParts.plural(traffic.compared(), "request"),
                "from " + FIGURES.moment(traffic.since()),
                traffic.until(),
                shadow.simulated(),
                false,
                List.of(
                        "served by " + traffic.baseline(),
                        TopParts.plural(traffic.units(), traffic.unitKind() + " unit")));
    }

    static Banner banner(Shadow shadow) {
        LogHealth log = shadow.log();
        Shadow.Traffic traffic = shadow.traffic();
        var figures = new ArrayList<Banner.KeyFigure>();
        if (!log.balanced()) {
            return new Banner(Tone.BAD, "The log does not account for every request", log.trouble(), figures);
        }
        Optional<CandidateShadow> cheapest = shadow.candidates().stream()
                .filter(candidate -> candidate.cost().identified())
                .min(Comparator.comparingDouble(candidate ->
                        candidate.cost().candidate() / candidate.cost().baseline()));
        cheapest.ifPresent(best -> {
            ProjectedCost cost = best.cost();
            double share = 1 - cost.candidate() / cost.baseline();
            figures.add(new Banner.KeyFigure(
                    FIGURES.percent(Math.abs(share)),
                    share < 0 ? "more than today, the cheapest candidate" : "projected saving, the cheapest candidate",
                    best.id() + ", " + ShadowCosts.interval(cost)));
            figures.add(new Banner.KeyFigure(
                    FIGURES.percent(best.share(best.moved())),
                    "of the requests would move",
                    best.id() + ": to another model than the one that serves"));
        });
        figures.add(new Banner.KeyFigure(
                FIGURES.percent(traffic.coverage()),
                "coverage",
                FIGURES.count(traffic.evaluated()) + " of " + FIGURES.count(traffic.compared())
                        + " compared requests were evaluated"));
        figures.add(new Banner.KeyFigure(
                "not known",
                "quality",
                shadow.mirrored().isEmpty()
                        ? "shadow sees no answer of a candidate's model"
                        : "mirrored answers were measured, not scored"));
        String verdict = cheapest.map(ShadowTop::verdict).orElse("The cost is not known");
        return new Banner(
                cheapest.isPresent() ? Tone.NEUTRAL : Tone.WATCH,
                verdict,
                cheapest.map(ShadowTop::sentence)
                                .orElseGet(() ->
                                        shadow.candidates().getFirst().cost().basis())
                        + " Whether the answers would be good enough, shadow cannot say: a bench and a canary can.",
                figures);
    }

    private static String verdict(CandidateShadow best) {
        ProjectedCost cost = best.cost();
        double share = 1 - cost.candidate() / cost.baseline();
        if (best.moved() == 0) {
            return best.id() + " would change nothing";
        }
        return best.id() + " would cost " + FIGURES.percent(Math.abs(share)) + (share < 0 ? " more" : " less");
    }

    private static String sentence(CandidateShadow best) {
        ProjectedCost cost = best.cost();
        String often = best.share(best.unclassified()) > FEW_UNKNOWN
                ? " Its cascade finds no task type for " + FIGURES.percent(best.share(best.unclassified()))
                        + " of them; those stay on the default."
                : "";
        return FIGURES.usd(cost.candidate()) + " instead of " + FIGURES.usd(cost.baseline()) + " for "
                + FIGURES.count(cost.requests()) + " requests, "
                + (cost.parts().measured() > 0
                        ? FIGURES.probability(cost.parts().measured() / cost.candidate())
                                + " of it resting on measured answer lengths, "
                        : "")
                + FIGURES.probability(cost.assumed())
                + (cost.parts().measured() > 0 ? " on assumed ones." : " of it resting on assumed answer lengths.")
                + often;
    }

    static List<HealthItem> health(Shadow shadow) {
        LogHealth log = shadow.log();
        Ledger ledger = log.ledger();
        Shadow.Traffic traffic = shadow.traffic();
        var items = new ArrayList<HealthItem>();
        items.add(new HealthItem(
                "Ledger",
                log.balanced() ? "balanced" : "NOT balanced",
                log.balanced() ? Tone.GOOD : Tone.BAD,
                FIGURES.count(ledger.assigned()) + " assigned = " + FIGURES.count(ledger.completed()) + " completed + "
                        + FIGURES.count(ledger.failed()) + " failed + " + FIGURES.count(ledger.cancelled())
                        + " cancelled + " + FIGURES.count(ledger.dropped()) + " dropped + "
                        + FIGURES.count(ledger.inFlight()) + " in flight."));
        items.add(new HealthItem(
                "Coverage",
                FIGURES.percent(traffic.coverage()),
                traffic.coverage() >= ENOUGH_COVERAGE ? Tone.GOOD : Tone.WATCH,
                "Compared requests that candidates saw."
                        + (log.lostEvaluations() > 0
                                ? " " + FIGURES.count(log.lostEvaluations()) + " evaluations were dropped under load."
                                : "")));
        items.add(new HealthItem(
                "Gaps",
                FIGURES.count(log.gaps().size()),
                log.gaps().isEmpty() ? Tone.GOOD : Tone.WATCH,
                log.gaps().isEmpty()
                        ? "The proxy knows of nothing that is missing."
                        : FIGURES.count(log.lostEvents()) + " events and " + FIGURES.count(log.lostEvaluations())
                                + " evaluations are known to be missing."));
        long aside = traffic.requests() - traffic.compared();
        items.add(new HealthItem(
                "Left out",
                FIGURES.count(aside),
                Tone.NEUTRAL,
                aside == 0
                        ? "Every request is compared."
                        : FIGURES.count(traffic.overridden()) + " named their model, "
                                + FIGURES.count(traffic.byCandidate()) + " were answered by a candidate, "
                                + FIGURES.count(traffic.unread()) + " ask for no answer in words."));
        items.add(prices(shadow));
        if (shadow.simulated()) {
            items.add(new HealthItem(
                    "Models", "simulated", Tone.WATCH, "Nothing here says how a real model behaves or charges."));
        }
        return items;
    }

    private static HealthItem prices(Shadow shadow) {
        long unpriced = shadow.candidates().stream()
                .mapToLong(candidate -> candidate.cost().unpriced())
                .max()
                .orElse(0);
        boolean logged = shadow.candidates().stream()
                .anyMatch(candidate -> candidate.cost().parts().logged() > 0);
        return new HealthItem(
                "Costs",
                unpriced == 0 ? "all known" : FIGURES.count(unpriced) + " not known",
                unpriced == 0 && !logged ? Tone.GOOD : Tone.WATCH,
                logged
                        ? "Some models have no price here; the proxy's own estimate stands in."
                        : unpriced == 0
                                ? "Every compared request has a cost on both sides."
                                : "These requests are left out of the cost: what they cost, or would, is not known.");
    }
}
