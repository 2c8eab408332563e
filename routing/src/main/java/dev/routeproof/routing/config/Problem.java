package dev.routeproof.routing.config;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong in a file a person wrote, and what to do about it.
 *
 * @param line 1-based; 0 where the file as a whole is meant
 * @param column 1-based; 0 where the file as a whole is meant
 * @param length characters to underline, at least 1
 * @param fix what to change; null where the message says it
 * @param excerpt the line as written; empty where the file as a whole is meant
 */
public record Problem(
        String file,
        int line,
        int column,
        int length,
        String message,
        @Nullable String fix,
        String excerpt) {
    public Problem {
        length = Math.max(1, length);
    }

    /** A problem with a file as a whole: it is missing, unreadable, or not what its name says. */
    public static Problem ofFile(String file, String message, @Nullable String fix) {
        return new Problem(file, 0, 0, 1, message, fix, "");
    }

    /** What is wrong and the fix, in one sentence. */
    public String sentence() {
        return fix == null ? message : message + "; " + fix;
    }
}
