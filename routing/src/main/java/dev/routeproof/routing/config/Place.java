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

    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return source.name() + ":" + line + ":" + column;
    }
}
