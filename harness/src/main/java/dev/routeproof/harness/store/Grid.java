package dev.routeproof.harness.store;

import com.google.re2j.Pattern;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a question of the user's own: named columns and rows of plain values. */
public record Grid(List<String> columns, List<List<@Nullable Object>> rows) {
    /** Longest cell shown by {@link #lines()}, characters. */
    private static final int WIDEST = 60;

    /** What stands in quotes or is a comment: no semicolon in there ends a statement. */
    private static final Pattern OPAQUE = Pattern.compile(
            "(?s)\\b[eE]'(?:[^'\\\\]|\\\\.)*'|'[^']*'|\"[^\"]*\"|\\$\\$.*?\\$\\$|--[^\\n]*|/\\*.*?\\*/");

    private static final Pattern SECOND = Pattern.compile(";[\\s;]*[^\\s;]");

    /**
     * Asks a store that was opened to be read; {@link NotUnderstood} where it is asked to change something or two things
     * at once, and with DuckDB's own words where it cannot answer.
     */
    public static Grid ask(Store store, String sql) {
        if (SECOND.matcher(OPAQUE.matcher(sql).replaceAll(" ")).find()) {
            throw new NotUnderstood("harness sql answers one statement at a time, and these are several.");
        }
        var columns = new ArrayList<String>();
        var cells = new ArrayList<List<@Nullable Object>>();
        try {
            store.each(new Query("your statement", sql), new Store.RowTaker() {
                @Override
                public void start(ResultSet rows) throws SQLException {
                    columns.addAll(labels(rows.getMetaData()));
                }

                @Override
                public void row(ResultSet row) throws SQLException {
                    cells.add(read(row, columns.size()));
                }
            });
            return new Grid(columns, cells);
        } catch (StoreFailure e) {
            String words = String.valueOf(e.getMessage());
            throw new NotUnderstood(changes(words) ? "harness sql only reads the store." : words);
        }
    }

    /** DuckDB and its driver have no other sign of it than their words. */
    private static boolean changes(String words) {
        return words.contains("read-only mode") || words.contains("executeQuery() can only be used");
    }

    private static List<String> labels(ResultSetMetaData meta) throws SQLException {
        var labels = new ArrayList<String>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            labels.add(meta.getColumnLabel(i));
        }
        return labels;
    }

    private static List<@Nullable Object> read(ResultSet row, int columns) throws SQLException {
        var cells = new ArrayList<@Nullable Object>();
        for (int i = 1; i <= columns; i++) {
            var value = row.getObject(i);
            cells.add(value == null || value instanceof Number || value instanceof Boolean ? value : value.toString());
        }
        return Collections.unmodifiableList(cells);
    }

    /** The grid as aligned text, a header line first; control characters are shown as a middle dot. */
    public List<String> lines() {
        var table = new ArrayList<List<String>>();
        table.add(columns);
        rows.forEach(row -> table.add(row.stream().map(Grid::cell).toList()));
        var widths = new int[columns.size()];
        table.forEach(row -> {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return table.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
        }
        return line.toString().stripTrailing();
    }

    private static String cell(@Nullable Object value) {
        var text = String.valueOf(value).replaceAll("[\\p{Cc}\\p{Cf}]", "·");
        return text.length() > WIDEST ? text.substring(0, WIDEST - 1) + "…" : text;
    }

    /** DuckDB could not make sense of the statement. */
    public static final class NotUnderstood extends RuntimeException {
        NotUnderstood(String message) {
            super(message);
        }
    }
}
