package dev.routeproof.stats.simulate;

import java.util.List;
import java.util.Locale;

/**
 * One setting of the simulation table: a truth, the trial that draws from it, and the figures it prints.
 *
 * @param section the part of the statistics it proves: S1, S2, S4, …
 * @param shape what the traffic does: {@code constant}, {@code ramp+drift}, {@code returning users}, …
 * @param p the base rate of the outcome, NaN where there is none
 * @param pi the candidate's share, NaN where it varies
 * @param effect the planted difference, 0 for an A/A, NaN where the shape says it
 * @param looks how often a run is looked at, 0 for after every unit
 */
public record Cell(
        String section,
        String shape,
        double p,
        double pi,
        double effect,
        int looks,
        Trial trial,
        List<Figure> figures) {
    public Cell {
        figures = List.copyOf(figures);
    }

    /** A name that tells it from every other cell; the random numbers of its runs hang on it. */
    public String id() {
        return String.join("/", section, shape, "p=" + p, "pi=" + pi, "effect=" + effect);
    }

    /** The setting in words. */
    public String title() {
        StringBuilder title = new StringBuilder(shape);
        if (!Double.isNaN(p)) {
            title.append(String.format(Locale.ROOT, ", rate %.2f", p));
        }
        if (!Double.isNaN(pi)) {
            title.append(String.format(Locale.ROOT, ", share %.2f", pi));
        }
        if (!Double.isNaN(effect)) {
            title.append(effect == 0 ? ", no difference" : String.format(Locale.ROOT, ", difference %+.2f", effect));
        }
        if (looks == 0) {
            return title.append(", a look after every unit").toString();
        }
        return title.append(looks == 1 ? ", one look" : String.format(Locale.ROOT, ", %,d looks", looks))
                .toString();
    }
}
