package dev.routeproof.routing.config;

import org.jspecify.annotations.Nullable;

/**
 * Where something stands in a file.
 *
 * @param line 1-based
 * @param column 1-based, in characters
 * @param length characters, at least 1
 */
public record Place(Source source, int line, int column, int length) {
    public Place {
        length = Math.max(1, length);
    }

    public Problem problem(String message, @Nullable String fix) {
        return new Problem(source.name(), line, column, length, message, fix, source.line(line));
    }

    /** The problem with this place blotted out of its excerpt, where it shows the same line. */
    Problem blot(Problem problem) {
        if (!problem.file().equals(source.name()) || problem.line() != line) {
            return problem;
        }
        String shown = problem.excerpt();
        int from = after(shown, 0, column - 1);
        int to = after(shown, from, length);
        return new Problem(
                problem.file(),
                line,
                problem.column(),
                problem.length(),
                problem.message(),
                problem.fix(),
                shown.substring(0, from) + "*".repeat(to - from) + shown.substring(to));
    }

    /** The index {@code characters} behind another one, a surrogate pair counted as one; the end where there are fewer. */
    private static int after(String text, int from, int characters) {
        boolean within = characters < text.codePointCount(from, text.length());
        return within ? text.offsetByCodePoints(from, characters) : text.length();
    }

    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return source.name() + ":" + line + ":" + column;
    }
}
