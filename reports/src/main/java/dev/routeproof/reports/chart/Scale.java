package dev.routeproof.reports.chart;

import java.util.ArrayList;
import java.util.List;

/** Maps numbers to positions on an axis, linearly or by logarithm. */
record Scale(double from, double to, double start, double end, boolean logarithmic) {
    static Scale linear(double from, double to, double start, double end) {
        return new Scale(from, to > from ? to : from + 1, start, end, false);
    }

    /** {@code from} must be above 0. */
    static Scale log(double from, double to, double start, double end) {
        return new Scale(from, to > from ? to : from * 10, start, end, true);
    }

    /** The position of {@code value}, held inside the axis. */
    double at(double value) {
        double share = logarithmic
                ? (Math.log(Math.max(value, from)) - Math.log(from)) / (Math.log(to) - Math.log(from))
                : (value - from) / (to - from);
        return start + Math.clamp(share, 0, 1) * (end - start);
    }

    /** Round values for tick marks: about {@code wanted} on a linear axis, decades (with 2 and 5) on a logarithmic. */
    List<Double> ticks(int wanted) {
        return logarithmic ? decades(wanted) : steps(wanted);
    }

    private List<Double> steps(int wanted) {
        double raw = (to - from) / wanted;
        double size = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = List.of(1.0, 2.0, 2.5, 5.0, 10.0).stream()
                        .filter(f -> f * size >= raw * 0.999)
                        .findFirst()
                        .orElse(10.0)
                * size;
        List<Double> ticks = new ArrayList<>();
        for (long k = (long) Math.ceil(from / step - 1e-9); k * step <= to + step * 1e-9; k++) {
            ticks.add(k * step);
        }
        return ticks;
    }

    private List<Double> decades(int wanted) {
        double span = Math.log10(to / from);
        List<Integer> factors = span * 3 <= wanted ? List.of(1, 2, 5) : span * 2 <= wanted ? List.of(1, 3) : List.of(1);
        List<Double> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(from)); power <= Math.ceil(Math.log10(to)); power++) {
            for (int factor : factors) {
                double tick = factor * Math.pow(10, power);
                if (tick >= from * 0.999 && tick <= to * 1.001) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }
}
