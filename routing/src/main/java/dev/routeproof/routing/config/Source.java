package dev.routeproof.routing.config;

import java.nio.file.Path;

/**
 * The text a position points into: a file, or one line of it.
 *
 * @param name how messages name the file
 * @param directory what relative paths in the file are relative to
 * @param firstLine the number of the text's first line in the file, 1-based
 */
public record Source(String name, Path directory, int firstLine, String text) {
    /** A whole file. */
    public static Source ofFile(Path file, String text) {
        return new Source(file.toString(), directoryOf(file), 1, text);
    }

    /** Line {@code number} (1-based) of a file of lines. */
    public static Source ofLine(Path file, int number, String line) {
        return new Source(file.toString(), directoryOf(file), number, line);
    }

    /** The text as a whole, as a place. */
    public Place start() {
        return new Place(this, firstLine, 1, 1);
    }

    /** Line {@code number} of the file as written, without its line break; empty where there is none. */
    String line(int number) {
        int at = 0;
        for (int skip = number - firstLine; skip > 0; skip--) {
            int end = text.indexOf('\n', at);
            if (end < 0) {
                return "";
            }
            at = end + 1;
        }
        int end = text.indexOf('\n', at);
        String line = end < 0 ? text.substring(at) : text.substring(at, end);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private static Path directoryOf(Path file) {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }
}
