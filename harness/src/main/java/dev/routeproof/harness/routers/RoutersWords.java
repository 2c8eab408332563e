package dev.routeproof.harness.routers;

import dev.routeproof.reports.view.Figures;
import java.util.Map;

/** What a comparison says, in sentences that terminal and report share. */
public final class RoutersWords {
    private static final Figures FIGURES = new Figures();

    private RoutersWords() {}

    /** What was compared on what. */
    public static String compared(Routers routers) {
        String prompts = FIGURES.count(routers.n()) + (routers.n() == 1 ? " prompt that has" : " prompts that have")
                + " a score of all " + FIGURES.count(routers.singles().size()) + " models";
        String left = routers.leftOut() == 0
                ? ""
                : "; " + FIGURES.count(routers.leftOut()) + " left out that "
                        + routers.gaps().entrySet().stream()
                                .max(Map.Entry.comparingByValue())
                                .map(most -> routers.gaps().size() == 1
                                        ? most.getKey() + " has no score of"
                                        : "some model has no score of, most by " + most.getKey())
                                .orElse("some model has no score of");
        return "Run " + routers.run().runId() + ": " + prompts + left
                + (routers.run().simulated() ? " (simulated models)" : "") + ".";
    }

    /** Where a router's interval over the mix of single models stands. */
    public enum Standing {
        ABOVE,
        UNCLEAR,
        BELOW,
        NOT_PRICED;

        public static Standing of(Routers.Way way) {
            Scored over = way.overZero();
            if (over.value() == null) {
                return NOT_PRICED;
            }
            return over.low() != null && over.low() > 0
                    ? ABOVE
                    : over.high() != null && over.high() < 0 ? BELOW : UNCLEAR;
        }
    }

    /** Whether it is worth more than mixing single models for the same money. */
    public static String verdict(Routers.Router router, String mode) {
        Routers.Way way = router.way(mode);
        String points = points(way.overZero());
        return router.id()
                + switch (Standing.of(way)) {
                    case ABOVE ->
                        " answers better than any mix of single models does for the same money: " + points
                                + " points of accuracy.";
                    case UNCLEAR ->
                        " is not shown to answer better than a mix of single models does for the same money: " + points
                                + " points of accuracy.";
                    case BELOW ->
                        " answers worse than a mix of single models does for the same money: " + points
                                + " points of accuracy.";
                    case NOT_PRICED ->
                        " cannot be compared with a mix of single models for the same money: costs are not known.";
                };
    }

    /** How far it stays behind the oracle, and by whose fault. */
    public static String losses(Routers routers, Routers.Router router, String mode) {
        Routers.Way way = router.way(mode);
        Scored classifier = way.classifierRegret();
        Scored table = way.tableRegret();
        if (classifier.value() == null || table.value() == null) {
            return router.id() + " stays " + behind(routers, way) + " points behind the oracle.";
        }
        return router.id() + " stays " + behind(routers, way) + " points behind the oracle: " + lost(classifier)
                + " by wrong labels, " + lost(table)
                + " by its table. The best table by true task type, chosen with hindsight, would stay behind by "
                + FIGURES.decimal(100 * (routers.oracle().accuracy() - routers.byTaskType()), 1) + ".";
    }

    private static String behind(Routers routers, Routers.Way way) {
        Double accuracy = way.accuracy().value();
        return FIGURES.decimal(100 * (routers.oracle().accuracy() - (accuracy == null ? 0 : accuracy)), 1);
    }

    /** Points without a plus: what is lost is said to be lost. */
    private static String lost(Scored scored) {
        return points(scored).replace("+", "");
    }

    private static String points(Scored scored) {
        return FIGURES.points(scored.value())
                + (scored.low() == null
                        ? ""
                        : " (" + FIGURES.points(scored.low()) + " to " + FIGURES.points(scored.high()) + ")");
    }
}
