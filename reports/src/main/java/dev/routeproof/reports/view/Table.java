package dev.routeproof.reports.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of formatted cells under headings.
 *
 * @param id unique on its page, letters and dashes
 * @param caption what it shows, read out by screen readers
 */
public record Table(String id, String caption, List<Column> columns, List<List<Cell>> rows) {
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        int width = columns.size();
        if (rows.stream().anyMatch(row -> row.size() != width)) {
            throw new IllegalArgumentException(id + ": every row needs " + width + " cells");
        }
    }

    /** {@code numeric} columns are set flush right. */
    public record Column(String name, boolean numeric) {
        public static Column text(String name) {
            return new Column(name, false);
        }

        public static Column number(String name) {
            return new Column(name, true);
        }
    }

    /**
     * @param detail smaller, below; null: nothing
     * @param tone colours the text; the words say the same
     */
    public record Cell(String text, @Nullable String detail, Tone tone) {
        public static Cell of(String text) {
            return new Cell(text, null, Tone.NEUTRAL);
        }

        public static Cell of(String text, String detail) {
            return new Cell(text, detail, Tone.NEUTRAL);
        }

        public Cell toned(Tone other) {
            return new Cell(text, detail, other);
        }
    }
}
