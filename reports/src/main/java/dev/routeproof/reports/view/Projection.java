package dev.routeproof.reports.view;

import java.util.List;

/**
 * What traffic cost and what it would have cost, a bar for each.
 *
 * @param unit what the axis counts, such as "USD per 1,000 requests"
 */
public record Projection(String unit, List<Bar> bars) {
    public Projection {
        bars = List.copyOf(bars);
    }

    /**
     * One side of the comparison; its parts add up.
     *
     * @param paid known: as it was paid
     * @param read known but for caching: input at list prices
     * @param measured answers, of the length that mirrored requests had
     * @param assumed rests on a length model
     * @param classifier paid for deciding
     * @param saving against the baseline, a share; {@link Measure.Missing} for the baseline itself
     */
    public record Bar(
            String name, double paid, double read, double measured, double assumed, double classifier, Measure saving) {
        public double total() {
            return paid + read + measured + assumed + classifier;
        }
    }
}
