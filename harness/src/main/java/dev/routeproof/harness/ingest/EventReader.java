package dev.routeproof.harness.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.routeproof.harness.store.Loading.EpochMillis;
import dev.routeproof.routing.evidence.EventTime;
import dev.routeproof.routing.evidence.Purged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of one event into the cells of its table. */
final class EventReader {
    private static final int REASON = EventTable.GAP.index("reason");

    private final JsonFactory json = new JsonFactory();

    /** One row: {@code boot}, {@code seq}, then the table's columns. */
    static final class EventRow {
        private final EventTable table;
        private final @Nullable Object[] cells;

        private EventRow(EventTable table, @Nullable Object[] cells) {
            this.table = table;
            this.cells = cells;
        }

        EventTable table() {
            return table;
        }

        @Nullable
        Object[] cells() {
            return cells;
        }

        String boot() {
            return String.valueOf(cells[0]);
        }

        /** How many events a purge put this one in the place of; 0 where it is an event of its own. */
        long purged() {
            return table == EventTable.GAP && cells[REASON] instanceof String reason
                    ? Purged.of(reason).map(Purged::count).orElse(0L)
                    : 0;
        }
    }

    /**
     * Reads {@code bytes[from, to)}.
     *
     * @throws IOException where it is not an event that this version knows; unknown fields are passed over
     */
    EventRow read(byte[] bytes, int from, int to) throws IOException {
        try (JsonParser parser = json.createParser(bytes, from, to - from)) {
            expect(parser.nextToken() == JsonToken.START_OBJECT, "an object");
            expect("kind".equals(parser.nextFieldName()), "'kind' first");
            EventTable table = table(parser.nextTextValue());
            expect("event_id".equals(parser.nextFieldName()), "'event_id' second");
            String id = parser.nextTextValue();
            int dash = id == null ? -1 : id.lastIndexOf('-');
            expect(dash > 0, "an event_id of the form boot-seq");
            @Nullable Object[] cells = new @Nullable Object[table.width()];
            cells[0] = id.substring(0, dash);
            cells[1] = Long.valueOf(id.substring(dash + 1));
            fields(parser, table, "", cells, bytes, from);
            return new EventRow(table, cells);
        } catch (IllegalArgumentException wrong) {
            throw new IOException(wrong.getMessage(), wrong);
        }
    }

    private static EventTable table(@Nullable String kind) {
        return EventTable.of(String.valueOf(kind));
    }

    private static void fields(
            JsonParser parser, EventTable table, String prefix, @Nullable Object[] cells, byte[] bytes, int from)
            throws IOException {
        String field;
        while ((field = parser.nextFieldName()) != null) {
            JsonToken token = parser.nextToken();
            if (prefix.isEmpty() && table.isGroup(field) && token == JsonToken.START_OBJECT) {
                fields(parser, table, field + ".", cells, bytes, from);
                continue;
            }
            EventTable.Column column = table.column(prefix.isEmpty() ? field : prefix + field);
            if (column == null) {
                parser.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                cells[column.index()] = cell(parser, column.cell(), bytes, from);
            }
        }
    }

    private static Object cell(JsonParser parser, EventTable.Cell cell, byte[] bytes, int from) throws IOException {
        return switch (cell) {
            case TEXT -> parser.getText();
            case WHOLE -> parser.getLongValue();
            case COUNT -> parser.getIntValue();
            case NUMBER -> parser.getDoubleValue();
            case FLAG -> parser.getBooleanValue();
            case TIME -> new EpochMillis(EventTime.millis(parser.getText()));
            case JSON -> {
                int start = from + (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                int end = from + (int) parser.currentLocation().getByteOffset();
                yield new String(bytes, start, end - start, StandardCharsets.UTF_8);
            }
        };
    }

    private static void expect(boolean holds, String what) throws IOException {
        if (!holds) {
            throw new IOException("expected " + what);
        }
    }
}
