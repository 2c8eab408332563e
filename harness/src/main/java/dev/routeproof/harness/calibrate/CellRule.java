package dev.routeproof.harness.calibrate;

import dev.routeproof.harness.analyse.PromptScores;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.routing.table.Mode;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Decides one cell. */
final class CellRule {
    private static final Figures FIGURES = new Figures();

    private final Judged judged;
    private final Mode mode;
    private final @Nullable String current;

    private CellRule(Judged judged, Mode mode, @Nullable String current) {
        this.judged = judged;
        this.mode = mode;
        this.current = current;
    }

    static Cell decide(Judged judged, Mode mode, @Nullable String current) {
        CellRule rule = new CellRule(judged, mode, current);
        return mode == Mode.SPORT ? rule.best() : rule.cheapest();
    }

    private Cell cheapest() {
        if (!judged.slice().priced()) {
            return keep(
                    "no price is known for some of these models, so the cheapest cannot be named",
                    Cell.State.UNDECIDED);
        }
        double margin = Objective.margin(mode);
        OptionalInt found = judged.cheapestWithin(margin);
        if (found.isEmpty()) {
            return keep("not enough data, " + judged.promptsMissing(mode), Cell.State.UNDECIDED);
        }
        int pick = found.getAsInt();
        String within = "within " + points(margin) + " points of the best with "
                + FIGURES.probability(judged.posterior().withinOfBest(pick, margin)) + " probability";
        if (current == null) {
            return cell(pick, Cell.State.NEW, "The cheapest that is " + within + ".", null);
        }
        if (model(pick).equals(current)) {
            return cell(pick, Cell.State.KEPT, "Kept: already the cheapest that is " + within + ".", null);
        }
        int incumbent = judged.slice().indexOf(current);
        if (incumbent < 0) {
            return withoutIncumbent(pick, within);
        }
        Double saving = judged.saving(pick, incumbent);
        boolean incumbentFails = judged.posterior().withinOfBest(incumbent, margin) <= 1 - Objective.SURE;
        if (incumbentFails) {
            return cell(
                    pick,
                    Cell.State.CHANGED,
                    current + " is more than " + points(margin) + " points below the best; " + model(pick)
                            + " is the cheapest that is " + within + ".",
                    saving);
        }
        if (saving == null || saving < Objective.LEAST_SAVING) {
            return keep("within noise; " + littleSaved(model(pick), saving), Cell.State.KEPT);
        }
        if (judged.posterior().withinOf(pick, incumbent, margin) < Objective.SURE) {
            return keep(
                    "within noise; " + model(pick) + " may lose more than " + points(margin) + " points",
                    Cell.State.KEPT);
        }
        return cell(
                pick,
                Cell.State.CHANGED,
                "The cheapest that is " + within + "; "
                        + (saving < 1
                                ? current + " costs " + FIGURES.decimal(1 / (1 - saving), 1) + " times as much."
                                : "it is free, and " + current + " is not."),
                saving);
    }

    private static String littleSaved(String pick, @Nullable Double saving) {
        if (saving != null && saving > 0) {
            return pick + " would save less than " + FIGURES.probability(Objective.LEAST_SAVING);
        }
        return pick + ", the cheapest that is surely close enough, costs "
                + (saving != null && saving == 0 ? "as much" : "more");
    }

    private Cell best() {
        int pick = judged.bestOrFasterNearTie();
        int top = judged.posterior().best();
        String how = pick == top ? "the best expected quality" : "a near-tie of " + model(top) + ", and faster";
        if (current == null) {
            return cell(pick, Cell.State.NEW, capital(how) + ".", null);
        }
        if (model(pick).equals(current)) {
            return cell(pick, Cell.State.KEPT, "Kept: " + how + ".", null);
        }
        int incumbent = judged.slice().indexOf(current);
        if (incumbent < 0) {
            return withoutIncumbent(pick, how);
        }
        double better = judged.posterior().withinOf(pick, incumbent, 0);
        if (better >= Objective.SURE) {
            return cell(
                    pick,
                    Cell.State.CHANGED,
                    "Better than " + current + " with " + FIGURES.probability(better) + " probability.",
                    judged.saving(pick, incumbent));
        }
        boolean noWorse = judged.posterior().withinOf(pick, incumbent, Objective.NEAR_TIE) >= Objective.SURE;
        double faster = judged.faster(pick, incumbent);
        if (noWorse && faster >= Objective.LEAST_SAVING) {
            return cell(
                    pick,
                    Cell.State.CHANGED,
                    "No worse than " + current + " and " + FIGURES.probability(faster) + " faster.",
                    judged.saving(pick, incumbent));
        }
        return keep(
                "within noise; " + model(pick) + " is better with a probability of only " + FIGURES.probability(better),
                Cell.State.KEPT);
    }

    private Cell withoutIncumbent(int pick, String why) {
        Slice.Exclusion exclusion =
                current == null ? null : judged.slice().excluded().get(current);
        if (exclusion != null && exclusion.unable()) {
            return cell(
                    pick,
                    Cell.State.CHANGED,
                    current + " " + exclusion.reason() + "; " + model(pick) + " is " + why + ".",
                    null);
        }
        String what = exclusion == null ? "was not measured in this run" : exclusion.reason();
        return keep(current + " " + what + ", so nothing can be said against it", Cell.State.UNDECIDED);
    }

    private Cell keep(String why, Cell.State state) {
        int incumbent =
                current == null ? judged.posterior().best() : judged.slice().indexOf(current);
        String reason = (current == null ? "The best so far: " : "Kept: ") + why + ".";
        return incumbent >= 0
                ? cell(incumbent, state, reason, null)
                : new Cell(
                        judged.slice().taskType(),
                        mode,
                        current,
                        current,
                        state,
                        reason,
                        judged.slice().n(),
                        judged.tied(),
                        null,
                        null,
                        null);
    }

    private Cell cell(int pick, Cell.State state, String reason, @Nullable Double saving) {
        return new Cell(
                judged.slice().taskType(),
                mode,
                current,
                model(pick),
                state,
                reason,
                judged.slice().n(),
                judged.tied(),
                judged.posterior().withinOfBest(pick, Objective.margin(mode)),
                judged.posterior().quality(pick, PromptScores.LEVEL),
                saving);
    }

    private String model(int index) {
        return judged.slice().contenders().get(index).model();
    }

    private static String points(double margin) {
        return FIGURES.decimal(margin * 100, 0);
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
