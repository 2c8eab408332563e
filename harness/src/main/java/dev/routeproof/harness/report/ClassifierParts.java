package dev.routeproof.harness.report;

import dev.routeproof.harness.label.Agreement;
import dev.routeproof.harness.label.Confidences.Abstaining;
import dev.routeproof.harness.regret.Regret;
import dev.routeproof.harness.regret.RegretStudy;
import dev.routeproof.reports.view.Banner.KeyFigure;
import dev.routeproof.reports.view.ClassifierPart;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.Table;
import dev.routeproof.reports.view.Table.Cell;
import dev.routeproof.reports.view.Table.Column;
import dev.routeproof.reports.view.Tone;
import dev.routeproof.routing.table.Mode;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The cascade of a candidate on the bench's prompts, and its regret. */
final class ClassifierParts {
    private static final Figures FIGURES = new Figures();
    private static final double HARMFUL = 0.02;

    private final RegretStudy.Found found;
    private final List<String> order;

    private ClassifierParts(RegretStudy.Found found, List<String> taskTypes) {
        this.found = found;
        this.order = taskTypes;
    }

    /** {@code taskTypes} in the order of the report. */
    static ClassifierPart of(RegretStudy.Found found, List<String> taskTypes) {
        var parts = new ClassifierParts(found, taskTypes);
        return new ClassifierPart(
                found.contender().id(),
                parts.sentence(),
                parts.figures(),
                parts.confusion(),
                parts.modes(),
                parts.remarks());
    }

    private Optional<Regret> balanced() {
        return found.modes().stream()
                .filter(regret -> regret.mode() == Mode.BALANCED)
                .findFirst();
    }

    private String sentence() {
        return balanced()
                .map(regret -> "Where the given label picks the model instead of the true one, balanced mode "
                        + loses(byLabelLess(regret)) + money(regret.moreUsdPer1000()) + ". " + worst(regret))
                .orElse("Its table was not measured in this run, so what a wrong label costs cannot be said.");
    }

    private static double byLabelLess(Regret regret) {
        return regret.byTruth() - regret.byLabel();
    }

    /** The pair of labels whose confusion costs most, and how much of the confusion costs nothing. */
    private static String worst(Regret regret) {
        var confused = regret.pairs().stream()
                .filter(pair -> !pair.label().equals(pair.given()))
                .toList();
        if (confused.isEmpty()) {
            return "No prompt got a wrong label.";
        }
        int wrong = confused.stream().mapToInt(Regret.Pair::n).sum();
        int free = confused.stream()
                .filter(pair -> pair.lost() <= HARMFUL)
                .mapToInt(Regret.Pair::n)
                .sum();
        var dearest = confused.stream()
                .max((one, other) -> Double.compare(one.lost() * one.n(), other.lost() * other.n()))
                .orElseThrow();
        String costly = dearest.lost() * dearest.n() <= 0
                ? ""
                : " Most is lost where " + dearest.label() + " is taken for " + dearest.given() + ".";
        return FIGURES.count(wrong) + " prompts are confused; " + FIGURES.count(free)
                + " of them between labels whose confusion loses at most 2 points." + costly;
    }

    private static String loses(double lost) {
        if (Math.abs(lost) < 5e-4) {
            return "loses nothing";
        }
        return lost > 0 ? "loses " + points(lost) : "gains " + points(-lost);
    }

    private static String points(double share) {
        return FIGURES.decimal(100 * share, 1) + " points";
    }

    private static String money(@Nullable Double more) {
        if (more == null) {
            return "";
        }
        return more >= 0
                ? " and costs " + FIGURES.usd(more) + " more per 1,000 prompts"
                : " and saves " + FIGURES.usd(-more) + " per 1,000 prompts";
    }

    private List<KeyFigure> figures() {
        Agreement agreement = found.agreement();
        var figures = new ArrayList<KeyFigure>();
        Estimate accuracy = interval(agreement.accuracy());
        if (accuracy != null) {
            figures.add(new KeyFigure(
                    FIGURES.percent(accuracy.value()),
                    "right label",
                    FIGURES.percent(accuracy.low()) + " to " + FIGURES.percent(accuracy.high()) + " of "
                            + FIGURES.count(agreement.n()) + " prompts"));
            figures.add(new KeyFigure(
                    points(agreement.confidences().calibrationError()),
                    "calibration error",
                    "mean distance of confidence and accuracy"));
        }
        if (agreement.confidences().abstaining(0.1) instanceof Result.Value<Abstaining>(Abstaining left)) {
            figures.add(new KeyFigure(
                    FIGURES.points(left.gain()),
                    "points by abstaining",
                    "on the 10 % least certain, " + percentOfRest(left)));
        }
        balanced().ifPresent(regret -> {
            Estimate lost = interval(regret.lost());
            figures.add(new KeyFigure(
                    FIGURES.points(-byLabelLess(regret)),
                    "points of quality by wrong labels",
                    lost == null
                            ? "no interval"
                            : FIGURES.points(-lost.high()) + " to " + FIGURES.points(-lost.low()) + ", balanced"));
        });
        return figures;
    }

    private static String percentOfRest(Abstaining left) {
        return FIGURES.percent(left.accuracy()) + " of the rest right";
    }

    private static @Nullable Estimate interval(Result<Estimate> result) {
        return switch (result) {
            case Result.Value<Estimate>(Estimate estimate) -> estimate;
            case Result.NotEstimable<Estimate> none -> null;
        };
    }

    private Table confusion() {
        var given = new TreeSet<String>();
        found.agreement().confusion().values().forEach(row -> given.addAll(row.keySet()));
        List<String> columns = Stream.concat(
                        order.stream().filter(given::contains), given.stream().filter(label -> !order.contains(label)))
                .toList();
        var headings = new ArrayList<>(List.of(Column.text("True label")));
        columns.forEach(label -> headings.add(Column.text("given " + label)));
        var rows = new ArrayList<List<Cell>>();
        for (String label : order) {
            Map<String, Long> counts = found.agreement().confusion().getOrDefault(label, Map.of());
            var row = new ArrayList<>(List.of(Cell.of(
                    label,
                    FIGURES.count(counts.values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum()) + " prompts")));
            columns.forEach(to -> row.add(cell(label, to, counts.getOrDefault(to, 0L))));
            rows.add(row);
        }
        return new Table(
                "confusion", "How many prompts of each true label got each label, and what that loses", headings, rows);
    }

    private Cell cell(String label, String given, long count) {
        if (count == 0) {
            return Cell.of(Figures.NONE);
        }
        var pair = balanced().stream()
                .flatMap(regret -> regret.pairs().stream())
                .filter(one -> one.label().equals(label) && one.given().equals(given))
                .findFirst();
        if (pair.isEmpty()) {
            return Cell.of(FIGURES.count(count), "not measured");
        }
        boolean same = label.equals(given) && pair.get().lost() == 0;
        String unsure =
                pair.get().unsure() == 0 ? "" : ", " + FIGURES.count(pair.get().unsure()) + " unsure";
        String what = same
                ? "as it should be"
                : loses(pair.get().lost()) + dollars(pair.get().moreUsdPer1000()) + unsure;
        Tone tone = same ? Tone.GOOD : pair.get().lost() > HARMFUL ? Tone.BAD : Tone.NEUTRAL;
        return Cell.of(FIGURES.count(count), what).toned(tone);
    }

    private static String dollars(@Nullable Double more) {
        if (more == null) {
            return "";
        }
        return more >= 0 ? ", " + FIGURES.usd(more) + " more" : ", " + FIGURES.usd(-more) + " less";
    }

    private Table modes() {
        var rows = new ArrayList<List<Cell>>();
        for (Regret regret : found.modes()) {
            Estimate lost = interval(regret.lost());
            double less = byLabelLess(regret);
            rows.add(List.of(
                    Cell.of(regret.mode().word(), FIGURES.count(regret.n()) + " prompts"),
                    Cell.of(FIGURES.percent(regret.byTruth())),
                    Cell.of(FIGURES.percent(regret.byLabel())),
                    (lost == null
                                    ? Cell.of(FIGURES.points(-less))
                                    : Cell.of(
                                            FIGURES.points(-less),
                                            FIGURES.points(-lost.high()) + " to " + FIGURES.points(-lost.low())))
                            .toned(less > HARMFUL ? Tone.BAD : Tone.NEUTRAL),
                    Cell.of(
                            regret.moreUsdPer1000() == null
                                    ? "not priced"
                                    : money(regret.moreUsdPer1000()).replaceFirst("^ and ", ""))));
        }
        return new Table(
                "regret",
                "Quality and cost per mode, by the true and by the given label",
                List.of(
                        Column.text("Mode"),
                        Column.number("Quality by true label"),
                        Column.number("by given label"),
                        Column.number("Difference"),
                        Column.text("Cost")),
                rows);
    }

    private List<String> remarks() {
        var remarks = new ArrayList<String>();
        remarks.add("Stages asked: " + String.join(", ", found.contender().stages())
                + (found.contender().leftOut().isEmpty()
                        ? "."
                        : "; left out, because they call a model or a service: "
                                + String.join(", ", found.contender().leftOut()) + "."));
        remarks.add(
                "A classifier that has learnt from these prompts looks better here than it is: the one that comes with"
                        + " Routeproof has learnt from the datasets that come with it. Your own labelled prompts, compared by"
                        + " harness classify --file, do not flatter it.");
        int notMeasured =
                found.modes().stream().mapToInt(Regret::notMeasured).max().orElse(0);
        if (notMeasured > 0) {
            remarks.add("On up to " + FIGURES.count(notMeasured)
                    + " prompts a routed model has no score; they are left out of what is lost.");
        }
        return remarks;
    }
}
