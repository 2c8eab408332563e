package dev.routeproof.harness.report;

import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.calibrate.Calibration;
import dev.routeproof.harness.calibrate.Cell;
import dev.routeproof.harness.store.RunRecord;
import dev.routeproof.reports.view.Banner;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.Head;
import dev.routeproof.reports.view.Measure;
import dev.routeproof.reports.view.Tone;
import dev.routeproof.routing.table.Mode;
import dev.routeproof.routing.table.RoutingTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Head and verdict banner. */
final class TopParts {
    private static final Figures FIGURES = new Figures();

    private TopParts() {}

    static Head head(Analysis analysis) {
        RunRecord run = analysis.data().run();
        long prompts = prompts(analysis);
        List<String> facts = new ArrayList<>(List.of(
                plural(analysis.models().size(), "model"),
                plural(prompts, "prompt"),
                plural(analysis.data().calls().size(), "call")));
        if (!run.catalogPath().isBlank()) {
            facts.add("catalog " + Path.of(run.catalogPath()).getFileName());
        }
        return new Head(
                "Bench",
                plural(analysis.models().size(), "model") + " on "
                        + plural(analysis.taskTypes().size(), "task type"),
                run.runId(),
                run.startedAt(),
                run.simulated(),
                run.partial(),
                facts);
    }

    static long prompts(Analysis analysis) {
        return analysis.data().calls().stream()
                .map(call -> call.prompt())
                .distinct()
                .count();
    }

    static String plural(long n, String word) {
        return FIGURES.count(n) + " " + word + (n == 1 ? "" : "s");
    }

    static Banner banner(Analysis analysis, Calibration calibration, @Nullable RoutingTable current) {
        Optional<TableEffect> effect = TableEffect.balanced(analysis, calibration);
        List<Banner.KeyFigure> figures = new ArrayList<>();
        effect.filter(e -> Math.abs(e.saving()) >= 0.005)
                .ifPresent(e -> figures.add(new Banner.KeyFigure(
                        e.saving() < 0 ? FIGURES.probability(-e.saving()) + " more" : FIGURES.probability(e.saving()),
                        e.saving() < 0 ? "cost, balanced mode" : "saving, balanced mode",
                        FIGURES.usd(e.proposedPer1000()) + " instead of " + FIGURES.usd(e.currentPer1000())
                                + " per 1,000 prompts")));
        long changed = count(calibration, Cell.State.CHANGED);
        long fresh = count(calibration, Cell.State.NEW);
        long kept = count(calibration, Cell.State.KEPT);
        long undecided = count(calibration, Cell.State.UNDECIDED);
        long cells = calibration.cells().size();
        figures.add(new Banner.KeyFigure(
                FIGURES.count(current == null ? fresh : changed) + " of " + FIGURES.count(cells),
                current == null ? "cells decided" : "cells change",
                current == null
                        ? FIGURES.count(undecided) + " undecided"
                        : FIGURES.count(kept) + " kept, " + FIGURES.count(undecided) + " undecided"));
        figures.add(leader(analysis));
        RunRecord run = analysis.data().run();
        Long budget = run.budgetNanoUsd();
        figures.add(new Banner.KeyFigure(
                FIGURES.usd(run.spentNanoUsd() / 1e9),
                "spent on this run",
                budget == null ? "no budget was set" : "budget " + FIGURES.usd(budget / 1e9)));
        String note =
                analysis.data().run().simulated() ? " Simulated models: this shows the tool, not the models." : "";
        return verdict(calibration, current, effect, changed, fresh, undecided, figures, note);
    }

    private static Banner verdict(
            Calibration calibration,
            @Nullable RoutingTable current,
            Optional<TableEffect> effect,
            long changed,
            long fresh,
            long undecided,
            List<Banner.KeyFigure> figures,
            String note) {
        String waiting = undecided == 0
                ? ""
                : " " + plural(undecided, "cell") + (undecided == 1 ? " is" : " are")
                        + " undecided; the table says what is missing.";
        if (calibration.doNotRoute() != null) {
            return new Banner(Tone.WATCH, "Do not route", calibration.doNotRoute() + waiting + note, figures);
        }
        if (current == null) {
            return new Banner(
                    fresh == 0 ? Tone.WATCH : Tone.GOOD,
                    fresh == 0 ? "Not enough data for a table" : "A first routing table",
                    "There is no current table beside the catalog, so every cell is proposed from the evidence alone."
                            + waiting + note,
                    figures);
        }
        if (changed == 0) {
            return new Banner(
                    undecided == 0 ? Tone.NEUTRAL : Tone.WATCH,
                    "Keep the current table",
                    "No cell of " + current.id() + " changes: nothing measured here justifies it." + waiting + note,
                    figures);
        }
        String money = effect.map(TopParts::sentence).orElse("");
        return new Banner(
                Tone.GOOD,
                "The evidence supports " + plural(changed, "change"),
                money + meets(calibration) + waiting + note,
                figures);
    }

    /** What holds of every changed cell: a sport cell beats its current model without having to be surely the best. */
    private static String meets(Calibration calibration) {
        boolean sport = calibration.cells().stream()
                .anyMatch(cell -> cell.state() == Cell.State.CHANGED && cell.mode() == Mode.SPORT);
        boolean others = calibration.cells().stream()
                .anyMatch(cell -> cell.state() == Cell.State.CHANGED && cell.mode() != Mode.SPORT);
        return (others
                        ? "Each changed " + (sport ? "eco or balanced " : "")
                                + "cell meets its mode's objective with at least 90 % probability."
                        : "")
                + (others && sport ? " " : "")
                + (sport ? "Why a sport cell changes, and how surely, is said in the cell." : "");
    }

    private static String sentence(TableEffect effect) {
        return effect.saving() >= 0.005
                ? "In balanced mode the proposed table costs " + FIGURES.probability(effect.saving())
                        + " less than the current one on these prompts. "
                : effect.saving() <= -0.005
                        ? "In balanced mode the proposed table costs " + FIGURES.probability(-effect.saving())
                                + " more than the current one on these prompts. "
                        : "In balanced mode the proposed table costs as much as the current one. ";
    }

    private static Banner.KeyFigure leader(Analysis analysis) {
        return analysis.models().stream()
                .flatMap(model -> analysis.summary(model, Analysis.ALL).stream())
                .flatMap(summary -> Measures.of(summary.quality(), summary.scored()) instanceof Measure.Measured m
                        ? Stream.of(new Leader(summary.model(), m))
                        : Stream.of())
                .max(Comparator.comparingDouble(leader -> leader.quality.value()))
                .map(leader -> new Banner.KeyFigure(
                        FIGURES.percent(leader.quality.value()),
                        "highest quality",
                        leader.model + ", " + FIGURES.percent(leader.quality.low()) + " to "
                                + FIGURES.percent(leader.quality.high())))
                .orElseGet(() -> new Banner.KeyFigure(Figures.NONE, "highest quality", "nothing was scored"));
    }

    private record Leader(String model, Measure.Measured quality) {}

    private static long count(Calibration calibration, Cell.State state) {
        return calibration.cells().stream()
                .filter(cell -> cell.state() == state)
                .count();
    }
}
