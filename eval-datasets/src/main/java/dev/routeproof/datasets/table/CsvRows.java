package dev.routeproof.datasets.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.routeproof.datasets.table.RowFile.BadRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CSV as in RFC 4180: a header line, commas, double quotes that may hold commas and line breaks. */
final class CsvRows {
    private static final int LONGEST_RECORD = 8 << 20;

    private final Path file;
    private final Lines lines;

    private CsvRows(Path file, Lines lines) {
        this.file = file;
        this.lines = lines;
    }

    static void read(Path file, RowFile.Reader rows) throws IOException {
        try (Lines lines = Lines.of(file)) {
            new CsvRows(file, lines).all(rows);
        }
    }

    private void all(RowFile.Reader rows) throws IOException {
        List<String> header = record();
        if (header == null) {
            throw new BadRows(file + " is empty; its first line must name the columns.");
        }
        Set<String> names = new HashSet<>();
        for (String name : header) {
            if (!name.isBlank() && !names.add(name.strip())) {
                throw new BadRows(file + ":1  names the column '" + name.strip() + "' twice; rename one of them.");
            }
        }
        int start = lines.number() + 1;
        for (List<String> cells = record(); cells != null; cells = record()) {
            if (cells.size() > 1 || !cells.getFirst().isBlank()) {
                rows.row(start, row(header, cells, start));
            }
            start = lines.number() + 1;
        }
    }

    private SequencedMap<String, JsonNode> row(List<String> header, List<String> cells, int start) throws BadRows {
        if (cells.size() != header.size()) {
            throw new BadRows(file + ":" + start + "  " + cells.size() + " cells, but the header names " + header.size()
                    + " columns; quote cells that hold commas.");
        }
        SequencedMap<String, JsonNode> row = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            row.put(header.get(i).strip(), new TextNode(cells.get(i)));
        }
        return row;
    }

    /** The cells of the next record, which may span lines; null at the end. */
    private @Nullable List<String> record() throws IOException {
        String text = lines.next();
        if (text == null) {
            return null;
        }
        int start = lines.number();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        int at = 0;
        while (true) {
            if (at >= text.length()) {
                if (!quoted) {
                    cells.add(cell.toString());
                    return cells;
                }
                text = lines.next();
                if (text == null || cell.length() > LONGEST_RECORD) {
                    throw new BadRows(file + ":" + start + "  a quote is opened and never closed.");
                }
                cell.append('\n');
                at = 0;
                continue;
            }
            char c = text.charAt(at);
            if (quoted && c == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                cell.append('"');
                at++;
            } else if (c == '"' && (quoted || cell.isEmpty())) {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
            at++;
        }
    }
}
