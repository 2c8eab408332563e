package dev.routeproof.harness.cli;

import dev.routeproof.harness.routers.Routers;
import dev.routeproof.harness.routers.RoutersWords;
import dev.routeproof.harness.routers.Scored;
import dev.routeproof.reports.view.Figures;
import java.util.ArrayList;
import java.util.List;

/** A comparison of routers for a terminal: one line for each, best first, then what each loses and why. */
final class RoutersText {
    private static final Figures FIGURES = new Figures();

    private RoutersText() {}

    static List<String> lines(Routers routers, String mode) {
        var lines = new ArrayList<String>();
        lines.add(RoutersWords.compared(routers));
        lines.add("");
        var rows = new ArrayList<List<String>>();
        rows.add(List.of(
                mode + " mode",
                "accuracy",
                "95 % interval",
                "$ / 1,000",
                "over mix",
                "AIQ",
                "APGR",
                "CPT 50 %",
                "CPT 80 %",
                "Arena"));
        routers.routers().stream()
                .sorted((a, b) -> Double.compare(
                        orZero(b.way(mode).accuracy()), orZero(a.way(mode).accuracy())))
                .forEach(router -> rows.add(router(router, router.way(mode), mode)));
        rows.add(List.of(
                "mix of single models",
                "",
                "",
                "",
                "",
                decimal(routers.zeroAiq()),
                "0.500",
                FIGURES.probability(0.5),
                FIGURES.probability(0.8),
                ""));
        rows.add(List.of(
                "best single: " + routers.best().model(),
                FIGURES.percent(routers.best().accuracy().value()),
                ends(routers.best().accuracy()),
                FIGURES.usd(routers.best().cost()),
                "",
                "",
                "",
                "",
                "",
                FIGURES.decimal(routers.best().arena(), 3)));
        rows.add(List.of(
                "oracle",
                FIGURES.percent(routers.oracle().accuracy()),
                "",
                FIGURES.usd(routers.oracle().cost()),
                "",
                "",
                "",
                "",
                "",
                ""));
        lines.addAll(SummaryTable.aligned(rows));
        lines.add("");
        routers.routers().forEach(router -> {
            lines.add(RoutersWords.verdict(router, mode));
            lines.add(RoutersWords.losses(routers, router, mode));
            lines.addAll(router.remarks());
        });
        routers.notTried().forEach(one -> lines.add(one.id() + " was not compared. " + one.reason()));
        return lines;
    }

    private static List<String> router(Routers.Router router, Routers.Way way, String mode) {
        return List.of(
                router.id() + (way.name().equals(mode) ? "" : ", " + way.name()),
                FIGURES.percent(way.accuracy().value()),
                ends(way.accuracy()),
                FIGURES.usd(way.cost().value()),
                FIGURES.points(way.overZero().value()),
                decimal(router.aiq()),
                decimal(router.apgr()),
                FIGURES.probability(router.cpt50().value()),
                FIGURES.probability(router.cpt80().value()),
                decimal(way.arena()));
    }

    private static String ends(Scored scored) {
        return scored.low() == null
                ? Figures.NONE
                : FIGURES.percent(scored.low()) + " to " + FIGURES.percent(scored.high());
    }

    private static String decimal(Scored scored) {
        return FIGURES.decimal(scored.value(), 3);
    }

    private static double orZero(Scored scored) {
        return scored.value() == null ? 0 : scored.value();
    }
}
