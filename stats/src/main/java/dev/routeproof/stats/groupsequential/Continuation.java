package dev.routeproof.stats.groupsequential;

import dev.routeproof.stats.distribution.Normal;

/**
 * The sub-density of Brownian motion B(t) = z√t at the last look, restricted to paths that have not stopped; held at
 * Simpson's nodes. Immutable.
 */
final class Continuation {
    private static final double REACH = 8;
    private static final double NODES_PER_DEVIATION = 12;

    private final double drift;
    private final double time;
    private final double low;
    private final double step;
    private final double[] weighted;

    /** {@code weighted} holds density × Simpson weight at low, low + step, …; empty is the start at 0. */
    private Continuation(double drift, double time, double low, double step, double[] weighted) {
        this.drift = drift;
        this.time = time;
        this.low = low;
        this.step = step;
        this.weighted = weighted;
    }

    static Continuation start() {
        return start(0);
    }

    static Continuation start(double drift) {
        return new Continuation(drift, 0, 0, 1, new double[] {1});
    }

    /** Probability of having continued so far and of B being above {@code edge} at {@code next > time}. */
    double above(double edge, double next) {
        double deviation = Math.sqrt(next - time);
        double shift = drift * (next - time);
        double sum = 0;
        for (int i = 0; i < weighted.length; i++) {
            sum += weighted[i] * Normal.survival((edge - shift - low - i * step) / deviation);
        }
        return sum;
    }

    /** The sub-density at {@code next}, kept between {@code from} and {@code to}. */
    Continuation next(double from, double to, double next) {
        double deviation = Math.sqrt(next - time);
        double shift = drift * (next - time);
        int panels = 2 * (int) Math.ceil(Math.max(10, (to - from) / deviation * NODES_PER_DEVIATION / 2));
        double width = (to - from) / panels;
        double[] values = new double[panels + 1];
        for (int j = 0; j <= panels; j++) {
            double simpson = j == 0 || j == panels ? 1 : j % 2 == 1 ? 4 : 2;
            values[j] = density(from + j * width - shift, deviation) * simpson * width / 3;
        }
        return new Continuation(drift, next, from, width, values);
    }

    /** Only nodes within eight deviations of the point contribute. */
    private double density(double at, double deviation) {
        int first = (int) Math.max(0, Math.floor((at - REACH * deviation - low) / step));
        int last = (int) Math.min(weighted.length - 1d, Math.ceil((at + REACH * deviation - low) / step));
        double sum = 0;
        for (int i = first; i <= last; i++) {
            sum += weighted[i] * Normal.density((at - low - i * step) / deviation);
        }
        return sum / deviation;
    }
}
