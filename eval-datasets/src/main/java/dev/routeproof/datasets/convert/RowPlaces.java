package dev.routeproof.datasets.convert;

import dev.routeproof.routing.config.Problem;
import dev.routeproof.routing.config.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the problems of a dataset that was not kept by the rows it was made of. */
final class RowPlaces {
    private final Path file;
    private final List<Integer> rows;
    private final String lines;
    private final String folder;
    private final Pattern place;

    /**
     * A dataset made of a file.
     *
     * @param rows for each line of the dataset the number of its row in {@code file}
     */
    RowPlaces(Path file, Path folder, List<Integer> rows) {
        this.file = file;
        this.rows = List.copyOf(rows);
        this.lines = folder.resolve("samples.jsonl").toString();
        this.folder = folder.toString();
        this.place = Pattern.compile(Pattern.quote(lines) + ":(\\d+):\\d+");
    }

    Problems told(Problems problems) {
        return new Problems(problems.all().stream().map(this::told).toList());
    }

    private Problem told(Problem problem) {
        if (problem.file().equals(folder)) {
            return Problem.ofFile(file.toString(), problem.message(), problem.fix());
        }
        if (!problem.file().equals(lines)) {
            return problem;
        }
        String message = place.matcher(problem.message())
                .replaceAll(at -> Matcher.quoteReplacement(file + ":" + row(Integer.parseInt(at.group(1)))));
        return new Problem(
                file.toString(),
                row(problem.line()),
                problem.column(),
                problem.length(),
                message,
                problem.fix(),
                problem.excerpt());
    }

    private int row(int line) {
        return line == 0 ? 0 : rows.get(line - 1);
    }
}
