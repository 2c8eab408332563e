package dev.routeproof.routing.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Every problem that was found, in the order of the files and their lines; never empty. */
public record Problems(List<Problem> all) {
    public Problems {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no problems: the load was Ok");
        }
        all = List.copyOf(all);
    }

    /** The problems of several files together. */
    public static Problems merge(List<Problems> parts) {
        var all = new ArrayList<Problem>();
        parts.forEach(part -> all.addAll(part.all()));
        return new Problems(all);
    }

    static Problems sorted(List<Problem> found) {
        var files = found.stream().map(Problem::file).distinct().toList();
        var sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingInt((Problem p) -> files.indexOf(p.file()))
                .thenComparingInt(Problem::line)
                .thenComparingInt(Problem::column));
        return new Problems(sorted);
    }

    /** The block a terminal shows: each problem with its line and carets, then the count and what was not done. */
    public String render() {
        return ProblemText.render(all);
    }

    @Override
    public String toString() {
        return render();
    }
}
