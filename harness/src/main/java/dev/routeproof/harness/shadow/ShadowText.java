package dev.routeproof.harness.shadow;

import dev.routeproof.reports.view.Figures;
import dev.routeproof.routing.experiment.Ledger;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A study as the terminal shows it: the log first, then every candidate, then what cannot be known. */
public final class ShadowText {
    private static final Figures FIGURES = new Figures();
    private static final int ROUTES = 8;

    private ShadowText() {}

    public static List<String> lines(Shadow shadow) {
        var lines = new ArrayList<String>();
        Shadow.Traffic traffic = shadow.traffic();
        lines.add(FIGURES.count(traffic.requests()) + " requests from " + FIGURES.moment(traffic.since()) + " to "
                + FIGURES.moment(traffic.until()) + "; " + FIGURES.count(traffic.compared())
                + " compared, served by " + traffic.baseline() + (shadow.simulated() ? " (simulated)" : ""));
        lines.add(ledger(shadow.log()));
        if (traffic.evaluated() < traffic.compared()) {
            lines.add("coverage: candidates saw " + FIGURES.percent(traffic.coverage()) + " of them");
        }
        for (CandidateShadow candidate : shadow.candidates()) {
            candidate(candidate, lines);
            Mirrored mirrored = shadow.of(candidate.id());
            if (mirrored != null) {
                mirrored.models().forEach(model -> lines.add("  mirrored     " + MirrorWords.line(model)));
            }
            shadow.drifts().stream()
                    .filter(drift -> drift.candidate().equals(candidate.id()))
                    .forEach(drift -> lines.add("  drift        " + drift.sentence()));
        }
        if (!shadow.disagreements().isEmpty()) {
            lines.add("");
        }
        shadow.disagreements()
                .forEach(pair -> lines.add(pair.one() + " and " + pair.other() + " choose different models for "
                        + FIGURES.percent((double) pair.models() / pair.requests()) + " of the requests, give different"
                        + " task types to " + FIGURES.percent((double) pair.taskTypes() / pair.requests())));
        lines.add("");
        lines.add("Not known: " + shadow.qualityUnknown());
        if (!shadow.toLabel().isEmpty()) {
            lines.add(shadow.toLabel().size() + " requests to label are in the report.");
        }
        return lines;
    }

    private static String ledger(LogHealth log) {
        Ledger ledger = log.ledger();
        return "ledger: " + FIGURES.count(ledger.assigned()) + " assigned = " + FIGURES.count(ledger.completed())
                + " completed + " + FIGURES.count(ledger.failed()) + " failed + " + FIGURES.count(ledger.cancelled())
                + " cancelled + " + FIGURES.count(ledger.dropped()) + " dropped + "
                + FIGURES.count(ledger.inFlight()) + " in flight"
                + (log.balanced() ? "; balanced" : "; NOT BALANCED: " + log.trouble())
                + (log.gaps().isEmpty() ? "" : "; " + log.gaps().size() + " gap records");
    }

    private static void candidate(CandidateShadow candidate, List<String> lines) {
        lines.add("");
        lines.add(candidate.id() + ": " + cost(candidate.cost()));
        lines.add("  mix          "
                + candidate.mix().stream()
                        .map(label -> label.taskType() + " " + FIGURES.percent(candidate.share(label.requests())))
                        .collect(Collectors.joining(", ")));
        candidate.routes().stream()
                .sorted((a, b) -> Long.compare(b.requests(), a.requests()))
                .limit(ROUTES)
                .forEach(route -> lines.add("  route        " + route.taskType() + " × " + route.mode() + " → "
                        + route.model() + "  " + FIGURES.percent(candidate.share(route.requests()))));
        if (candidate.routes().size() > ROUTES) {
            lines.add("               and " + (candidate.routes().size() - ROUTES) + " more in the report");
        }
        lines.add("  unsure       " + FIGURES.percent(candidate.share(candidate.unsure()))
                + " not believed, " + FIGURES.percent(candidate.share(candidate.unclassified())) + " without a label, "
                + FIGURES.percent(candidate.share(candidate.overlapping())) + " overlap of two labels");
        lines.add("  decided by   "
                + candidate.stages().stream()
                        .map(stage ->
                                stage.stage() + " " + FIGURES.percent(candidate.share(stage.requests())) + " (p50 "
                                        + FIGURES.duration(stage.p50Micros() / 1000) + ", p99 "
                                        + FIGURES.duration(stage.p99Micros() / 1000) + ")")
                        .collect(Collectors.joining(", "))
                + "; late " + FIGURES.percent(candidate.share(candidate.late())));
    }

    private static String cost(ProjectedCost cost) {
        if (!cost.identified()) {
            return "cost not known. " + cost.basis();
        }
        String interval = cost.saving() instanceof Result.Value<Estimate>(Estimate saving)
                ? " (95 % interval " + FIGURES.percent(saving.low()) + " to " + FIGURES.percent(saving.high()) + ")"
                : "";
        double share = 1 - cost.candidate() / cost.baseline();
        return FIGURES.usd(cost.candidate()) + " instead of " + FIGURES.usd(cost.baseline()) + ", "
                + FIGURES.percent(Math.abs(share)) + (share < 0 ? " more" : " less") + interval + ". " + cost.basis();
    }
}
