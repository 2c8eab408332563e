package dev.routeproof.routing.config;

import java.util.List;

/** Problems as a terminal shows them. */
final class ProblemText {
    private static final int SHOWN = 100;
    private static final int WIDTH = 110;

    private ProblemText() {}

    static String render(List<Problem> problems) {
        var out = new StringBuilder();
        problems.stream().limit(SHOWN).forEach(problem -> block(out, problem));
        if (problems.size() > SHOWN) {
            out.append("… and ").append(problems.size() - SHOWN).append(" more.\n");
        }
        out.append(problems.size())
                .append(problems.size() == 1 ? " problem. " : " problems. ")
                .append("Nothing was run and nothing was charged.\n");
        return out.toString();
    }

    private static void block(StringBuilder out, Problem problem) {
        out.append(Printable.of(problem.file()));
        if (problem.line() > 0) {
            out.append(':').append(problem.line()).append(':').append(problem.column());
        }
        out.append("  ").append(Printable.of(problem.sentence())).append('\n');
        if (problem.line() > 0) {
            excerpt(out, problem);
        }
    }

    /** The line, cut to a window around the column where it is long, and carets under the place. */
    private static void excerpt(StringBuilder out, Problem problem) {
        int[] line = problem.excerpt().codePoints().toArray();
        int start = problem.column() - 1;
        int from = start < WIDTH - 20 ? 0 : start - 30;
        int to = Math.min(line.length, from + WIDTH);
        if (from > line.length) {
            return;
        }
        String number = Integer.toString(problem.line());
        String before = from > 0 ? "…" : "";
        String text = Printable.of(new String(line, from, to - from));
        String after = to < line.length ? "…" : "";
        out.append("  ")
                .append(number)
                .append(" | ")
                .append(before)
                .append(text)
                .append(after)
                .append('\n');
        int carets = Math.clamp(problem.length(), 1, Math.max(1, to - start));
        out.append("  ")
                .repeat(' ', number.length())
                .append(" | ")
                .repeat(' ', Columns.of(line, from, start) + before.length())
                .repeat('^', Math.max(1, Columns.of(line, start, start + carets)))
                .append('\n');
    }
}
