package dev.routeproof.harness.calibrate;

import dev.routeproof.reports.view.Figures;
import java.util.ArrayList;
import java.util.List;

/** A calibration as lines for a terminal. */
public final class CalibrationText {
    private static final Figures FIGURES = new Figures();

    private CalibrationText() {}

    /** A line for each cell, then the advice where routing does not pay. */
    public static List<String> lines(Calibration calibration) {
        List<String> lines = new ArrayList<>();
        int widest = calibration.cells().stream()
                .mapToInt(cell -> route(cell).length())
                .max()
                .orElse(0);
        int types = calibration.cells().stream()
                .mapToInt(cell -> cell.taskType().length())
                .max()
                .orElse(0);
        for (Cell cell : calibration.cells()) {
            Double saved = cell.saving();
            String saving = saved == null
                    ? ""
                    : saved >= 0
                            ? " saves " + FIGURES.probability(saved) + "."
                            : " costs " + FIGURES.decimal(1 - saved, 1) + " times as much.";
            lines.add(padded(cell.taskType(), types + 2) + padded(cell.mode().word(), 10)
                    + padded(route(cell), widest + 2) + cell.reason() + saving + " n " + FIGURES.count(cell.n()));
        }
        if (calibration.doNotRoute() != null) {
            lines.add("Do not route: " + calibration.doNotRoute());
        }
        return lines;
    }

    private static String route(Cell cell) {
        String proposed = cell.proposed() == null ? "(none)" : cell.proposed();
        return cell.current() == null || cell.current().equals(proposed) ? proposed : cell.current() + " → " + proposed;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
