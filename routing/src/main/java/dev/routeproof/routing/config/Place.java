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

    /** Like {@link #problem}, with the place itself blotted out: it may hold a secret put into the wrong key. */
    Problem blottedProblem(String message, @Nullable String fix) {
        String written = source.line(line);
        int from = Math.min(written.length(), column - 1);
        int to = Math.min(written.length(), from + length);
        String blotted = written.substring(0, from) + "*".repeat(to - from) + written.substring(to);
        return new Problem(source.name(), line, column, length, message, fix, blotted);
    }

    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return source.name() + ":" + line + ":" + column;
    }
}
